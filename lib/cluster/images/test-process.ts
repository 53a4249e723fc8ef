/** A process for tests: on a clock of its own, with files in memory and a network of what the test says. */
import { SimulatedClock } from '../clock';
import type { Exchange, HttpResponse, Listener, Message, Reply, Target } from '../network/message';
import { Random } from '../random';
import type { FileSystem, Image, Process } from './process';

export interface TestProcess extends Process {
  readonly clock: SimulatedClock;
  readonly logged: string[];
  readonly listeners: ReadonlyMap<number, Listener>;
  readonly loads: { cpuMillis: number; memoryBytes: number }[];
  /** Undefined while it runs. */
  exitCode: number | undefined;
  terminate(): 'handled' | 'ignored';
}

export interface TestProcessOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: FileSystem | Readonly<Record<string, string>>;
  readonly workingDir?: string;
  readonly clock?: SimulatedClock;
  /** What others answer; undefined is refused. */
  readonly network?: (target: Target, message: Message) => Reply | 'unresolved' | 'timeout' | undefined;
}

export const TEST_START = 1_772_355_600_000;

export function newTestProcess(options: TestProcessOptions = {}): TestProcess {
  const { args = [], env = {}, workingDir = '/' } = options;
  const clock = options.clock ?? new SimulatedClock(TEST_START);
  const listeners = new Map<number, Listener>();
  let whenTerminated: (() => void) | undefined;
  const process: TestProcess = {
    args,
    env: new Map(Object.entries(env)),
    workingDir,
    stdin: false,
    user: 0,
    hostname: 'web-0',
    podIP: '10.244.0.5',
    namespace: 'default',
    files: isFileSystem(options.files) ? options.files : newMemoryFiles(options.files),
    random: new Random(1),
    clock,
    logged: [],
    listeners,
    loads: [],
    exitCode: undefined,
    now: () => clock.now(),
    log: (line) => void process.logged.push(line),
    exit: (code) => void (process.exitCode ??= code),
    after: (ms, run, after) =>
      void clock.after(ms, () => process.exitCode === undefined && run(), { background: !after?.foreground }),
    listen(port, listener) {
      if (listeners.has(port)) return false;
      listeners.set(port, listener);
      return true;
    },
    request(target, message): Exchange {
      const own = target.host === '10.244.0.5' ? listeners.get(target.port)?.(message, '10.244.0.5') : undefined;
      const reply = own ?? options.network?.(target, message);
      if (reply === undefined) return { hops: [], outcome: { failed: 'refused', why: 'nobody listens' } };
      if (typeof reply === 'string') return { hops: [], outcome: { failed: reply, why: reply } };
      return { hops: [], outcome: { reply, address: '10.96.0.10' } };
    },
    setLoad: (load) => void process.loads.push(load),
    onTerminate: (run) => void (whenTerminated = run),
    terminate() {
      whenTerminated?.();
      return whenTerminated ? 'handled' : 'ignored';
    },
  };
  return process;
}

/** Starts an image's program as a kubelet does. */
export function start(image: Image, options: TestProcessOptions = {}): TestProcess {
  const args = options.args ?? [...image.entrypoint, ...image.cmd];
  const process = newTestProcess({
    ...options,
    args,
    env: { ...image.env, ...options.env },
    workingDir: options.workingDir ?? image.workingDir,
    files: isFileSystem(options.files) ? options.files : { ...image.files, ...options.files },
  });
  const program = image.program(args);
  if (!program) throw new Error(`no program ${args[0]}`);
  program.start(process);
  return process;
}

/** What a script prints in a container of that image, and its exit code where it is not 0. */
export function runScript(image: Image, script: string, options: TestProcessOptions = {}): string {
  const files = isFileSystem(options.files) ? options.files : { ...image.files, ...options.files };
  const process = newTestProcess({ ...options, env: { ...image.env, ...options.env }, files });
  const result = image.run({ args: ['sh', '-c', script], stdin: '' }, process);
  if (!result) return 'no shell';
  const { stdout, stderr, exitCode } = result;
  return `${stdout}${stderr}${exitCode === 0 ? '' : `[${exitCode}]`}`;
}

/** What its page at that path is, or undefined where it doesn't listen. */
export function get(process: TestProcess, port: number, path: string): HttpResponse | undefined {
  return send(process, port, { method: 'GET', path, headers: { host: 'web' }, body: '' });
}

export function send(
  process: TestProcess,
  port: number,
  http: { method: string; path: string; headers: Record<string, string>; body: string },
): HttpResponse | undefined {
  const reply = process.listeners.get(port)?.({ http }, '10.244.0.9');
  return reply && 'http' in reply ? reply.http : undefined;
}

function isFileSystem(files: TestProcessOptions['files']): files is FileSystem {
  return typeof files?.read === 'function';
}

export function newMemoryFiles(start: Readonly<Record<string, string>> = {}): FileSystem {
  const files = new Map(Object.entries(start));
  const folders = new Set(['/', '/tmp']);
  const isFolder = (path: string) =>
    folders.has(path) ||
    [...files.keys(), ...folders].some((other) => other.startsWith(`${path === '/' ? '' : path}/`));
  return {
    read: (path) => files.get(path),
    write(path, text) {
      if (isFolder(path)) return 'is-folder';
      files.set(path, text);
      return undefined;
    },
    remove: (path) => files.delete(path) || folders.delete(path),
    makeFolder: (path) => void folders.add(path),
    list(path) {
      if (!isFolder(path)) return undefined;
      const under = path === '/' ? '/' : `${path}/`;
      const names = [...files.keys(), ...folders]
        .filter((other) => other !== '/' && other.startsWith(under))
        .map((other) => other.slice(under.length).split('/')[0] ?? '');
      return [...new Set(names)].sort();
    },
    isFolder,
  };
}
