/** The simulated cluster: see ./cluster.ts. */
export { SimulatedClock, type Clock } from './clock';
export { Cluster, type Addon, type ClusterOptions, type ComponentName, type Moment } from './cluster';
export { Pace, SPEEDS, type Speed } from './pace';
export { Timeline, type Steps } from './timeline';
export type { Command, CommandResult, FileSystem, Session } from './images';
export type { ViewChange, ViewItem, ViewState, ViewTie } from './view';
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
