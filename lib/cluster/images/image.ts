/** Makes an image of what the catalogue, or a learner's build, says of it. */
import type { Toolbox, Tool } from './call';
import type { Image } from './process';
import { runAtOnce } from './run-at-once';
import { runMain } from './run-main';
import { sha256 } from './sha256';
import { newSession } from './shell';

/** What is in an image beside its own program. `none`: no shell and no tools, as in distroless images. */
export type Base = 'busybox' | 'alpine' | 'debian' | 'none';

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
      return tool && { start: (process) => runMain(process, tool, toolbox) };
    },
    run(command, process) {
      const tool = toolOf(command.args);
      return tool && runAtOnce(tool, command.args, command.stdin, process, toolbox);
    },
    openSession(args, process) {
      return toolOf(args) && newSession(args, process, toolbox);
    },
  };
}

const FOLDERS = /^\/(?:usr\/(?:local\/)?)?s?bin\/([^/]+)$/;

/** Looks a name up as `$PATH` would, or a path as it stands. */
export function newToolbox(
  flavour: Toolbox['flavour'],
  ...collections: readonly Readonly<Record<string, Tool>>[]
): Toolbox {
  const all = new Map(collections.flatMap((tools) => Object.entries(tools)));
  return { flavour, find: (name) => all.get(name) ?? all.get(FOLDERS.exec(name)?.[1] ?? '') };
}
