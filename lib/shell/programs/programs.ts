/** All programs of the learner's computer: the tools that images have, and its own. */
import { curl, newToolboxOf, type ShellState, type Tool, type Toolbox } from '@/lib/cluster';
import type { Computer } from '../computer/computer';
import type { Jobs } from '../jobs';
import { kubectl } from './kubectl';

export interface Desk {
  readonly computer: Computer;
  readonly jobs: Jobs;
  history(): readonly string[];
  state(): ShellState;
  /** The command line that is run. */
  line(): string;
}

export function newPrograms(desk: Desk): Toolbox {
  const own: Record<string, Tool> = {
    curl,
    kubectl: kubectl(desk.computer),
  };
  const base = newToolboxOf('bash', own);
  return { flavour: 'bash', find: (name) => base.find(name), names: () => base.names?.() ?? [] };
}
