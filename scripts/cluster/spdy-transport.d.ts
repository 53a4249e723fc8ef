/** As much of spdy-transport as is used here; it brings no types. */
declare module 'spdy-transport' {
  import type { EventEmitter } from 'node:events';
  import type { Duplex } from 'node:stream';

  type Headers = Record<string, string>;
  type ReadHeaders = (body: unknown, done: (error: Error | null, headers?: Headers) => void) => void;

  namespace transport {
    interface Connection extends EventEmitter {
      readonly _spdyState: { readonly parser: { parseKVs: ReadHeaders } };
      start(version: number): void;
    }
    const connection: { create(socket: Duplex, options: { protocol: 'spdy'; isServer: boolean }): Connection };
  }
  export default transport;
}
