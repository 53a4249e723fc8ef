/** createExplain, in a chunk of its own: a first judgement does without. */
export async function loadExplain() {
  const { createExplain } = await import('./explain');
  return createExplain;
}
