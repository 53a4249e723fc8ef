/** The API server and its clients' seam: see ./server.ts. */
export { ADMIN, AUDIENCE, tokenOf } from './identity';
export type { Failure } from './failure';
export { statusObject } from './failure';
export type { LoggedLine, PodLogs, Ports, Proxied, ProxyRequest } from './ports';
export type { ApiRequest, ApiResponse, PodReference, Streamed, Upgrade, Upgraded, User, Whole } from './request';
export type { ApiServerOptions } from './options';
export { ApiServer } from './server';
