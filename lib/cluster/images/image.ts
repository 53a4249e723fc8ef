/** Makes an image of what the catalogue, or a learner's build, says of it. */
import { WAIT, type Steps, type Toolbox, type Tool } from './call';
import type { Image, Process } from './process';
import { runAtOnce } from './run-at-once';
import { runMain, type MainProcesses } from './run-main';
import { sha256 } from './sha256';
import { isInteractiveShell, newSession } from './shell';

/**
 * What is in an image beside its own program. `none`: no shell and no tools, as in distroless images; `bash`: Alpine's tools
 * under a bash.
 */
export type Base = 'busybox' | 'alpine' | 'bash' | 'debian' | 'none';

export interface ImageParts {
  readonly repository: string;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly workingDir?: string;
  readonly user?: number;
  readonly exposedPorts?: readonly number[];
  readonly sizeBytes: number;
  readonly files?: Readonly<Record<string, string>>;
  readonly toolbox: Toolbox;
  /** What any other command line starts: of an image that nothing is known about. Default: nothing, there is no such file. */
  readonly otherwise?: Tool;
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export function newImage(parts: ImageParts, name: string): Image {
  const { toolbox } = parts;
  const mains: MainProcesses = new Map();
  const toolOf = (args: readonly string[]) => toolbox.find(args[0] ?? '');
  return {
    repository: parts.repository,
    entrypoint: parts.entrypoint ?? [],
    cmd: parts.cmd ?? [],
    env: { PATH, ...parts.env },
    workingDir: parts.workingDir ?? '/',
    user: parts.user ?? 0,
    exposedPorts: parts.exposedPorts ?? [],
    sizeBytes: parts.sizeBytes,
    digest: `sha256:${sha256(name)}`,
    files: parts.files ?? {},
    program(args) {
      const tool = toolOf(args) ?? parts.otherwise;
      return tool && { start: (process) => runMain(process, waits(process) ? waitForAttach : tool, toolbox, mains) };
    },
    run(command, process) {
      const tool = toolOf(command.args);
      return tool && runAtOnce(tool, command, process, { tools: toolbox, mains });
    },
    openSession(args, process, tty = true) {
      return toolOf(args) && newSession(args, process, { tools: toolbox, mains }, tty);
    },
  };
}

/** A shell whom somebody may talk to: its sessions are what runs, by `attach`. */
function waits({ stdin, args }: Process): boolean {
  return stdin && isInteractiveShell(args);
}

function* waitForAttach(): Steps {
  for (;;) yield WAIT;
}

const FOLDERS = /^\/(?:usr\/(?:local\/)?)?s?bin\/([^/]+)$/;

/** Looks a name up as `$PATH` would, or a path as it stands: first the image's own programs, then its base's. */
export function newToolbox(
  flavour: Toolbox['flavour'],
  own: Readonly<Record<string, Tool>>,
  base: ReadonlyMap<string, Tool>,
  without: ReadonlySet<string> = new Set(),
): Toolbox {
  const programs = new Map(Object.entries(own));
  const find = (name: string) => programs.get(name) ?? (without.has(name) ? undefined : base.get(name));
  return {
    flavour,
    find: (name) => find(name) ?? find(FOLDERS.exec(name)?.[1] ?? ''),
    names: () => [...programs.keys(), ...[...base.keys()].filter((name) => !without.has(name))],
  };
}
