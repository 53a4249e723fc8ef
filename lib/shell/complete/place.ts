/** What completion looks into. */
import type { ShellState, Toolbox } from '@/lib/cluster';
import type { Computer } from '../computer/computer';

export interface Place {
  readonly computer: Computer;
  readonly state: ShellState;
  readonly tools: Toolbox;
}
