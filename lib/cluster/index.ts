/** The simulated cluster: see ./cluster.ts. */
export { SimulatedClock, type Clock } from './clock';
export { Cluster, COMPONENTS, type Addon, type ClusterOptions, type ComponentName, type Moment } from './cluster';
export { objectsOfKinds } from './objects-of-kinds';
export { Pace, SPEEDS, type Speed } from './pace';
export { Timeline, type Steps } from './timeline';
export type { Command, CommandResult, FileSystem, Session } from './images';
export { newView, type View, type ViewChange, type ViewItem, type ViewState, type ViewTie } from './view';
export type {
  Exchange,
  Hop,
  HttpRequest,
  HttpResponse,
  Message,
  Network,
  NetworkFailure,
  Reply,
  Source,
  Target,
} from './network/message';
/** What the learner's computer is made of: lib/shell. */
export {
  baseName,
  builtinNames,
  builtinOf,
  curl,
  folderOf,
  fromBase64,
  Input,
  InputAwaited,
  MOST_JOBS,
  newEcrToken,
  newImage,
  newShellState,
  newToolboxOf,
  parseOptions,
  parseReference,
  parseScript,
  readEcrToken,
  resolvePath,
  runOther,
  sha256,
  Shell,
  timeText,
  toBase64,
  type BuiltImage,
  type Call,
  type Image,
  type Process,
  type ShellState,
  type Step,
  type Steps as ProgramSteps,
  type SyntaxFault,
  type Tool,
  type Toolbox,
} from './images/workbench';
