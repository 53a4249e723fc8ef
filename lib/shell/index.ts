/** The terminal's shell: see ./workstation.ts for what it needs and what it gives. */
export { kubectlText, type KubectlText } from './kubectl-text';
export { newShell } from './learner-shell';
export { HOME } from './workstation';
export type { Completion, Running, Screen, TerminalShell, Workstation } from './workstation';
