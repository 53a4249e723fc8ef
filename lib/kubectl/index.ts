/**
 * kubectl 1.36. Without a cluster: a text goes in, what kubectl would print and return comes out.
 *
 *     createFromText(text, 'pod.yaml')    // → { exit: 0, stdout: 'pod/web\n', stderr: '', objects: […] }
 *
 * With one: `runKubectl(['get', 'pods'], io)` prints by `io` and resolves to the exit code.
 */
export { createFromText, type CreateResult } from './create/create';
export { runKubectl } from './run';
export type { Connection, Exchange, KubeConfig, KubectlCache, KubectlFiles, KubectlIO } from './io';
export type { Command } from './command';
export { commands } from './commands';
export type { FlagSpec } from './flags';
export { globalFlags } from './global-flags';
