/** The cluster, off the page's thread and off the judge's: a rollout does not make typing slower. */
import { BEAT, ClusterHost } from './cluster-host';
import type { ToCluster } from './cluster-protocol';
import { loadAllDescriptions } from './descriptions';

const host = new ClusterHost({
  post: (message) => self.postMessage(message),
  descriptions: loadAllDescriptions,
});

self.addEventListener('message', (event: MessageEvent<ToCluster>) => void host.hear(event.data));

let last = performance.now();
setInterval(() => {
  const now = performance.now();
  host.beat(now - last);
  last = now;
}, BEAT);
