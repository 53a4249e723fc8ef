/** dataViewOf, in a chunk of its own: a judgement does without. */
export async function loadDataView() {
  const { dataViewOf } = await import('./data-view');
  return dataViewOf;
}
