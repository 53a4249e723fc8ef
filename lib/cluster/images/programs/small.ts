/** Programs of a few lines. */
import { server, type Tool } from '../call';
import { timeText } from '../clock-face';
import { httpListener, pathOf, respond } from '../http';

/** Said once, and over. */
export const helloWorld: Tool = (call) => {
  call.out('\nHello from Docker!\nThis message shows that your installation appears to be working correctly.\n\n');
  return 0;
};

/** A program of root's that whoever runs it may run as root: not modelled, as if no privileges could be gained. */
export const effectiveUser: Tool = (call) => {
  call.out(`Effective uid: ${call.process.user}\n`);
  return 0;
};

/** The update demo's: its files, of which the picture is not there. */
export const pictures: Tool = server((call) => {
  call.process.listen(
    80,
    httpListener((request) => {
      const found = call.process.files.read(pathOf(request));
      return found === undefined ? respond(404, '404 page not found\n') : respond(200, found, 'application/json');
    }),
  );
});

/** PID 1 of a Pod's sandbox, as a container: it waits to be told to stop. */
export const pause: Tool = server((call) => call.process.setLoad({ cpuMillis: 0, memoryBytes: 524_288 }));

/** Collects what its configuration says; nothing of it is modelled but its first words. */
export const fluentBit: Tool = server((call) => {
  call.process.setLoad({ cpuMillis: 3, memoryBytes: 18 * 1_048_576 });
  const version = call.env.get('FLUENT_BIT_VERSION') ?? '3.1.9';
  const now = timeText(call.now(), '%Y/%m/%d %T');
  call.err(`Fluent Bit v${version}\n`);
  call.err(`[${now}] [ info] [fluent bit] version=${version}, pid=1\n[${now}] [ info] [sp] stream processor started\n`);
  call.process.listen(
    2_020,
    httpListener((request) =>
      pathOf(request) === '/'
        ? respond(200, `{"fluent-bit":{"version":"${version}"}}`, 'application/json')
        : respond(404, ''),
    ),
  );
});

/** Node's figures for Prometheus, a handful of them. */
export const nodeExporter: Tool = server((call) => {
  call.process.setLoad({ cpuMillis: 2, memoryBytes: 14 * 1_048_576 });
  call.err(`time=${timeText(call.now(), '%FT%T.%LZ')} level=INFO msg="Listening on" address=[::]:9100\n`);
  const metrics =
    '# HELP node_load1 1m load average.\n# TYPE node_load1 gauge\nnode_load1 0.12\n# HELP node_memory_MemTotal_bytes Memory information field MemTotal_bytes.\n# TYPE node_memory_MemTotal_bytes gauge\nnode_memory_MemTotal_bytes 8.342417408e+09\n';
  call.process.listen(
    9_100,
    httpListener((request) =>
      pathOf(request) === '/metrics'
        ? respond(200, metrics, 'text/plain; version=0.0.4; charset=utf-8')
        : respond(200, '<h1>Node Exporter</h1>\n<a href="/metrics">Metrics</a>\n', 'text/html; charset=utf-8'),
    ),
  );
});
