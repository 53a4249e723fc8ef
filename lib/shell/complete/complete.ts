/** What Tab offers. */
import type { ShellState, Toolbox } from '@/lib/cluster';
import type { Computer } from '../computer/computer';
import type { Completion } from '../workstation';

export interface Place {
  readonly computer: Computer;
  readonly state: ShellState;
  readonly tools: Toolbox;
}

export function complete(_place: Place, _line: string, cursor: number): Promise<Completion> {
  return Promise.resolve({ start: cursor, words: [] });
}
