export type { ViewChange, ViewItem, ViewState, ViewTie } from './view-item';
