/**
 * What is drawn of a cluster, told as changes.
 *
 *     const view = newView(cluster);
 *     view.changes();      // everything there is
 *     view.changes();      // undefined, until something is written; then only what is new
 */
export { newView, type View } from './view';
export type { ViewChange, ViewItem, ViewState, ViewTie } from './view-item';
