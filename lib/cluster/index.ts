/** The simulated cluster: see ./cluster.ts. */
export { SimulatedClock, type Clock } from './clock';
export { Cluster, type ClusterOptions, type ComponentName } from './cluster';
export type { CommandResult, Session } from './images';
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
