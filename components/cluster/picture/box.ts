/** What is drawn: boxes and the lines between them, in px. */
import type { ViewItem, ViewState, ViewTie } from '@/lib/cluster';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A Pod is a card, a chip or a square, by how many there are of its group. */
export type Shape = 'room' | 'group' | 'card' | 'chip' | 'square' | 'pill' | 'ghost';

export interface Box extends Rect {
  readonly id: string;
  readonly shape: Shape;
  /** Absent for ghosts, and for the room of what is on no node. */
  readonly item?: ViewItem;
  /** Of a ghost: what names it. */
  readonly tie?: ViewTie;
  /** Of a Pod that has a workload: the box it stands in. */
  readonly group?: string;
  /** Of a pill, which has no room for the whole name. */
  readonly short?: string;
  /** Of a group that shows squares: how many there are of each state. */
  readonly counts?: Readonly<Partial<Record<ViewState, number>>>;
}

export interface Line {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly tie: ViewTie;
  /** For an SVG path. */
  readonly path: string;
  /** The middle, for words. */
  readonly x: number;
  readonly y: number;
}
