/** Images for tests, each with one trait: see `TEST_COMMANDS`. Anything named `missing` is on no registry. */
import type { HttpResponse } from '../network/message';
import type { Command, CommandResult, Image, Process, Registry } from '../images/process';

type Main = (process: Process) => void;

function serve(process: Process, answer: (path: string) => Partial<HttpResponse>): void {
  process.listen(80, (message) => {
    if (!('http' in message)) return { closed: true };
    return { http: { status: 200, headers: {}, body: '', ...answer(message.http.path) } };
  });
  process.onTerminate(() => process.exit(0));
}

/** The first word of a command line. */
const MAINS: Readonly<Record<string, Main>> = {
  /** Answers 200 on port 80, and goes when asked to. */
  serve: (process) => {
    process.log('listening');
    serve(process, () => ({}));
  },
  /** Answers what the file /tmp/health says. */
  health: (process) => serve(process, () => ({ status: Number(process.files.read('/tmp/health') ?? 200) })),
  /** Ignores SIGTERM. */
  stubborn: (process) => process.log('here I stay'),
  /** `exit 3` is at once; `exit 1 5` after 5 s. */
  exit: (process) => {
    const [, code = '0', seconds = '0'] = process.args;
    process.log(`bye ${code}`);
    process.after(Number(seconds) * 1000, () => process.exit(Number(code)), { foreground: true });
    if (seconds === '0') process.exit(Number(code));
  },
  /** `write /path text` and waits. */
  write: (process) => {
    const [, path = '', text = ''] = process.args;
    process.log(process.files.write(path, text) ?? 'written');
    process.onTerminate(() => process.exit(0));
  },
  /** Logs its variables. */
  env: (process) => {
    for (const [name, value] of process.env) process.log(`${name}=${value}`);
    process.onTerminate(() => process.exit(0));
  },
  /** `cat /path …` */
  cat: (process) => {
    for (const path of process.args.slice(1)) process.log(process.files.read(path) ?? `no ${path}`);
    process.onTerminate(() => process.exit(0));
  },
  /** `grow 300000000`: takes that much memory. */
  grow: (process) => process.setLoad({ cpuMillis: 1, memoryBytes: Number(process.args[1]) }),
};

export const TEST_COMMANDS = Object.keys(MAINS);

function run({ args }: Command, process: Process): CommandResult | undefined {
  const [command, path = '', text = ''] = args;
  const result = (stdout: string, stderr = '', exitCode = 0): CommandResult => ({ stdout, stderr, exitCode });
  switch (command) {
    case 'cat': {
      const read = process.files.read(path);
      return read === undefined
        ? result('', `cat: can't open '${path}': No such file or directory\n`, 1)
        : result(read);
    }
    case 'sleep':
      return Object.assign(result(''), { elapsedMs: Number(path) * 1000 });
    case 'write':
      process.files.write(path, text);
      return result('');
    case 'rm':
      return result('', '', process.files.remove(path) ? 0 : 1);
    case 'ls':
      return result((process.files.list(path) ?? []).join('\n'));
    case 'env':
      return result([...process.env].map(([name, value]) => `${name}=${value}\n`).join(''));
    default:
      return undefined;
  }
}

function newTestImage(name: string, cmd: readonly string[]): Image {
  return {
    repository: `docker.io/library/${name}`,
    entrypoint: [],
    cmd,
    env: { IMAGE: name },
    workingDir: '/',
    user: 0,
    exposedPorts: [80],
    sizeBytes: 70_000_000,
    digest: `sha256:${name.length.toString().padStart(64, '0')}`,
    files: { '/etc/motd': 'welcome', '/usr/share/web/index.html': '<h1>image</h1>' },
    program: (args) => {
      const main = MAINS[args[0] ?? ''];
      return main && { start: main };
    },
    run,
    openSession: (args, process) =>
      args[0] === 'sh' ? { write: (input) => ({ output: `${process.hostname}$ ${input}` }) } : undefined,
  };
}

/** `nginx` serves, `busybox` ends at once; `private` needs the user `me`. */
export function newTestRegistry(): Registry {
  return {
    pull: (reference, credentials) => {
      const name = /(?:^|\/)([^/:@]+)(?:[:@][^/]*)?$/.exec(reference)?.[1] ?? reference;
      if (name === 'missing') {
        const full = `docker.io/library/${reference}`;
        return { failed: `failed to resolve reference "${full}": ${full}: not found` };
      }
      if (name === 'private' && credentials.get('registry.example.com')?.username !== 'me') {
        return { failed: `failed to resolve reference "${reference}": failed to authorize` };
      }
      return { image: newTestImage(name, name === 'busybox' ? ['exit', '0'] : ['serve']) };
    },
  };
}
