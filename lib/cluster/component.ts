/** A part of the control plane that can be stopped and started again: it then reads anew what there is. */
export interface Component {
  start(): void;
  stop(): void;
}
