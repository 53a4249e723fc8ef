/**
 * What a computer outside the cluster shares with its containers: the shell and the tools. lib/shell makes the learner's
 * computer of it.
 */
export { Input, InputAwaited, MOST_JOBS, type Call, type Step, type Steps, type Tool, type Toolbox } from './call';
export { newEcrToken, readEcrToken } from './ecr-token';
export { fromBase64, toBase64 } from './http';
export { newImage } from './image';
export type { Image, Process } from './process';
export { parseReference } from './reference';
export type { BuiltImage } from './registry';
export { parseScript } from './shell/parser';
export { Shell } from './shell/shell';
export { newShellState, type ShellState } from './shell/state';
export { builtinNames, builtinOf } from './shell/builtins';
export type { SyntaxFault } from './shell/syntax';
export { parseOptions } from './tools/options';
export { runOther } from './tools/starters';
export { curl } from './tools/curl';
export { newToolboxOf } from './toolboxes';
export { resolvePath, folderOf, baseName } from './paths';
export { sha256 } from './sha256';
export { timeText } from './clock-face';
