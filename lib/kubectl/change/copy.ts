/**
 * kubectl cp. Models kubectl's cmd/cp, in its words; but the files go through `cat` in the container, not through tar, so they
 * are texts and lose their modes.
 */
import type { Call, Command } from '../command';
import type { Exchange, KubectlFiles } from '../io';
import { containersFor, podsNamed, unknownContainer } from './pod-choice';
import { CONTAINER, flag } from './flag-specs';
import { problem, type Problem } from './problem';
import { execUrl } from './exec';
import { Session } from './session';
import type { Target } from './targets';

export const cp: Command = {
  name: 'cp',
  flags: [CONTAINER, flag('no-preserve', 'bool'), flag('retries', 'int', { default: '0' })],
  run,
};

/** `namespace/pod:path`; without a Pod a path of this computer. */
interface Spec {
  readonly namespace: string;
  readonly pod: string;
  readonly path: string;
}

async function run(call: Call): Promise<number> {
  const { args, io } = call;
  const session = new Session(call);
  if (args.length !== 2) return session.end(problem('source and destination are required'));
  const [source, target] = args.map(readSpec);
  if (!source || !target)
    return session.end(problem('filespec must match the canonical format: [[namespace/]pod:]file/path'));
  if (source.pod !== '' && target.pod !== '')
    return session.end(problem('one of src or dest must be a local file specification'));
  if (source.pod === '' && target.pod === '')
    return session.end(problem('one of src or dest must be a remote file specification'));
  const isUpload = target.pod !== '';
  if (source.path === '' || target.path === '') return session.end(problem('filepath can not be empty'));
  if (isUpload && io.files.read(source.path) === undefined && !io.files.isFolder(source.path))
    return session.end(problem(`${source.path} doesn't exist in local filesystem`));
  const container = await Container.of(session, isUpload ? target : source);
  if (!container) return session.finish();
  return isUpload ? upload(container, source.path, target.path) : download(container, source.path, target.path);
}

function readSpec(text: string): Spec | undefined {
  const colon = text.indexOf(':');
  if (colon < 0 || text.startsWith('/') || text.startsWith('.')) return { namespace: '', pod: '', path: text };
  const [place, path] = [text.slice(0, colon), text.slice(colon + 1)];
  const [first = '', second, ...more] = place.split('/');
  if (more.length > 0 || first === '') return undefined;
  return second === undefined ? { namespace: '', pod: first, path } : { namespace: first, pod: second, path };
}

/** A container that commands can be run in. */
class Container {
  private constructor(
    readonly session: Session,
    private readonly pod: Target,
    private readonly name: string,
  ) {}

  /** Undefined where there is none; the session knows why. */
  static async of(session: Session, { namespace, pod }: Spec): Promise<Container | undefined> {
    const within = namespace === '' ? session : session.within(namespace);
    const [found] = await podsNamed(within, pod);
    session.fail(...(within === session ? [] : within.problems));
    if (!found) return undefined;
    const given = session.flags.string('container');
    const unknown = unknownContainer(found, given);
    if (unknown) session.fail(unknown);
    const [name] = containersFor(session, found, given);
    return unknown || name === undefined ? undefined : new Container(session, found, name);
  }

  /** What the command said, and its exit code; or why it couldn't be run. */
  async exec(command: readonly string[], input?: string): Promise<Ran | Problem> {
    const { io, server } = this.session;
    const url = execUrl(this.pod, this.name, command, { stdin: input !== undefined, tty: false });
    const response = await server.open('POST', url);
    if ('problem' in response) return response.problem;
    if (!io.connect) return problem('there is nothing here to connect to a container with');
    const ran = { out: '', err: '' };
    const exchange: Exchange = {
      input: input ?? '',
      out: (text) => void (ran.out += text),
      err: (text) => void (ran.err += text),
    };
    const code = await io.connect(response, { stdin: input !== undefined, tty: false, exchange });
    return { ...ran, code };
  }
}

interface Ran {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

async function upload(container: Container, source: string, target: string): Promise<number> {
  const { session } = container;
  const isFolder = await container.exec(['test', '-d', target]);
  if ('message' in isFolder) return session.end(isFolder);
  const base = source.replace(/\/+$/, '').split('/').at(-1) ?? source;
  const root = isFolder.code === 0 ? `${target.replace(/\/+$/, '')}/${base}` : target;
  for (const [path, text] of localFiles(session.io.files, source, root)) {
    const command = ['sh', '-c', 'mkdir -p "$(dirname "$1")" && cat > "$1"', 'cp', path];
    const ran = await container.exec(command, text);
    if ('message' in ran) return session.end(ran);
    if (ran.code !== 0) return ended(session, ran);
  }
  return 0;
}

/** Each file below the path, and where it goes. */
function localFiles(files: KubectlFiles, source: string, target: string): [string, string][] {
  if (!files.isFolder(source)) return [[target, files.read(source) ?? '']];
  const base = source.replace(/\/+$/, '');
  return files.list(source).flatMap((name) => localFiles(files, `${base}/${name}`, `${target}/${name}`));
}

async function download(container: Container, source: string, target: string): Promise<number> {
  const { session } = container;
  const { io } = session;
  const isFolder = await container.exec(['test', '-d', source]);
  if ('message' in isFolder) return session.end(isFolder);
  if (source.startsWith('/')) io.err("tar: Removing leading `/' from member names\n");
  const root =
    io.files.isFolder(target) && isFolder.code !== 0 ? `${target}/${source.split('/').at(-1) ?? ''}` : target;
  const found = isFolder.code === 0 ? await container.exec(['find', source, '-type', 'f']) : undefined;
  if (found && 'message' in found) return session.end(found);
  const paths = found ? found.out.split('\n').filter(Boolean) : [source];
  for (const path of paths) {
    const ran = await container.exec(['cat', path]);
    if ('message' in ran) return session.end(ran);
    if (ran.code !== 0) return ended(session, ran);
    io.files.write(found ? `${root}${path.slice(source.length)}` : root, ran.out);
  }
  return 0;
}

function ended({ io }: Session, { err, code }: Ran): number {
  io.err(`${err}command terminated with exit code ${code}\n`);
  return code;
}
