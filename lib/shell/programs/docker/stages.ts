/**
 * Builds what a Dockerfile says. Its commands are run with the tools that images have here; what installs or compiles is taken
 * to have worked, for nobody can here.
 *
 * Not modelled: .dockerignore, the cache, files of the base that are removed.
 */
import { resolvePath, type BuiltImage, type Image, type Process } from '@/lib/cluster';
import { declare } from './bases';
import { jsonList, listOf, pairsOf, substituted, type Instruction } from './dockerfile';
import { LayerFiles } from './layer-files';
import { titlesOf } from './step-titles';

/** What the build may ask for. */
export interface BuildWorld {
  /** The image of that name on this computer. */
  local(name: string): BuiltImage | undefined;
  /** From a registry; or why not. */
  pull(name: string): { readonly image: Image } | { readonly failed: string };
  /** A file of the context, or all in a folder of it by their path below; undefined where there is nothing. */
  context(path: string): readonly (readonly [name: string, text: string])[] | undefined;
  readonly process: Process;
  readonly args: ReadonlyMap<string, string>;
}

export interface BuildStep {
  /** As BuildKit lists it: `[2/3] RUN make`. */
  readonly title: string;
  readonly ms: number;
}

export type Built =
  | { readonly steps: readonly BuildStep[]; readonly image: Omit<BuiltImage, 'reference'> }
  | {
      readonly steps: readonly BuildStep[];
      /** At which it failed. */
      readonly failed: string;
      readonly at: Instruction;
      readonly why: string;
      readonly log?: string;
    };

interface Stage {
  readonly name: string;
  readonly from: string;
  readonly base: Image | undefined;
  readonly files: LayerFiles;
  readonly env: Map<string, string>;
  readonly ports: Set<number>;
  folder: string;
  isFolderSet: boolean;
  user: number | undefined;
  cmd: readonly string[] | undefined;
  entrypoint: readonly string[] | undefined;
}

class BuildFault extends Error {
  readonly log: string | undefined;

  constructor(why: string, log?: string) {
    super(why);
    this.log = log;
  }
}

/** Said twice otherwise. */
const RESOLVING = /^failed to resolve reference "[^"]*": /;

/** These need the internet, or a compiler. */
const BELIEVED =
  /\b(?:apt-get|apt|apk|yum|dnf|microdnf|pip3?|npm|npx|yarn|pnpm|go|cargo|mvn|gradle|gradlew|bundle|gem|composer|dotnet|make|cmake|gcc|tsc)\b/;

export function buildStages(instructions: readonly Instruction[], world: BuildWorld): Built {
  const build = new Build(world, titlesOf(instructions));
  for (const instruction of instructions) {
    try {
      build.take(instruction);
    } catch (fault) {
      if (!(fault instanceof BuildFault)) throw fault;
      const failed = build.title(instruction) ?? instruction.name;
      return {
        steps: build.steps,
        failed,
        at: instruction,
        why: fault.message,
        ...(fault.log !== undefined && { log: fault.log }),
      };
    }
  }
  return { steps: build.steps, image: build.image() };
}

class Build {
  readonly steps: BuildStep[] = [];
  readonly #world: BuildWorld;
  readonly #titles: ReadonlyMap<Instruction, string>;
  readonly #stages: Stage[] = [];
  readonly #args = new Map<string, string>();

  constructor(world: BuildWorld, titles: ReadonlyMap<Instruction, string>) {
    this.#world = world;
    this.#titles = titles;
  }

  title(instruction: Instruction): string | undefined {
    return this.#titles.get(instruction);
  }

  image(): Omit<BuiltImage, 'reference'> {
    const { from, files, env, ports, folder, isFolderSet, user, cmd, entrypoint } = this.#stage;
    return {
      from,
      ...(entrypoint && { entrypoint }),
      ...(cmd && { cmd }),
      ...(env.size > 0 && { env: Object.fromEntries(env) }),
      ...(isFolderSet && { workingDir: folder }),
      ...(user !== undefined && { user }),
      ...(ports.size > 0 && { exposedPorts: [...ports] }),
      ...(Object.keys(files.own).length > 0 && { files: files.own }),
    };
  }

  take(instruction: Instruction): void {
    this.#run(instruction);
    const title = this.#titles.get(instruction);
    if (title !== undefined)
      this.steps.push({ title, ms: instruction.name === 'RUN' ? 400 : instruction.name === 'FROM' ? 0 : 100 });
  }

  get #stage(): Stage {
    const stage = this.#stages.at(-1);
    if (!stage) throw new Error('a Dockerfile without FROM came here');
    return stage;
  }

  #run(instruction: Instruction): void {
    const { name } = instruction;
    const text = /^(?:FROM|RUN|CMD|ENTRYPOINT|ARG)$/.test(name) ? instruction.text : this.#expand(instruction.text);
    switch (name) {
      case 'FROM':
        this.#begin(text);
        return;
      case 'ARG':
        declare(this.#args, text, this.#world.args);
        return;
      case 'ENV':
        for (const [key, value] of pairsOf(text)) this.#stage.env.set(key, value);
        return;
      case 'EXPOSE':
        for (const word of text.split(/\s+/)) this.#stage.ports.add(Number.parseInt(word, 10));
        return;
      case 'USER':
        this.#stage.user = /^\d+/.test(text) ? Number.parseInt(text, 10) : /^root\b/.test(text) ? 0 : 1000;
        return;
      case 'WORKDIR':
        this.#stage.folder = resolvePath(this.#stage.folder, text);
        this.#stage.isFolderSet = true;
        this.#stage.files.makeFolder(this.#stage.folder);
        return;
      case 'CMD':
        this.#stage.cmd = jsonList(text) ?? ['/bin/sh', '-c', text];
        return;
      case 'ENTRYPOINT':
        this.#stage.entrypoint = jsonList(text) ?? ['/bin/sh', '-c', text];
        this.#stage.cmd = undefined;
        return;
      case 'COPY':
      case 'ADD':
        this.#copy(text, instruction);
        return;
      case 'RUN':
        this.#execute(instruction.body ?? text);
        return;
      default:
    }
  }

  #begin(text: string): void {
    const [from = '', , name] = text.split(/\s+/);
    const earlier = this.#stages.find((stage) => stage.name === from);
    const local = this.#world.local(from);
    const pulled = from === 'scratch' || earlier ? undefined : this.#world.pull(local?.from ?? from);
    if (pulled && 'failed' in pulled) throw new BuildFault(`${from}: ${pulled.failed.replace(RESOLVING, '')}`);
    const base = earlier?.base ?? pulled?.image;
    const given = earlier ? undefined : local;
    this.#stages.push({
      name: name ?? `stage-${this.#stages.length}`,
      from: earlier?.from ?? local?.from ?? from,
      base,
      files: new LayerFiles(base?.files ?? {}, earlier?.files.own ?? given?.files),
      env: new Map(earlier?.env ?? Object.entries(given?.env ?? {})),
      ports: new Set(earlier?.ports ?? given?.exposedPorts),
      folder: earlier?.folder ?? given?.workingDir ?? base?.workingDir ?? '/',
      isFolderSet: earlier?.isFolderSet ?? given?.workingDir !== undefined,
      user: earlier ? earlier.user : given?.user,
      cmd: earlier ? earlier.cmd : given?.cmd,
      entrypoint: earlier ? earlier.entrypoint : given?.entrypoint,
    });
  }

  #expand(text: string): string {
    return substituted(text, (name) => this.#stages.at(-1)?.env.get(name) ?? this.#args.get(name));
  }

  #copy(text: string, { flags, body }: Instruction): void {
    const stage = this.#stage;
    const sources = [...listOf(text)];
    const target = sources.pop() ?? '/';
    const to = resolvePath(stage.folder, target);
    if (body !== undefined) {
      stage.files.write(to, body);
      return;
    }
    const isInto = target.endsWith('/') || target === '.' || sources.length > 1 || stage.files.isFolder(to);
    for (const source of sources) {
      if (/^https?:/.test(source)) continue;
      const found = this.#source(source, flags['from']);
      for (const [below, file] of found) {
        const inFolder = below === '' ? resolvePath(to, source.split('/').at(-1) ?? source) : resolvePath(to, below);
        stage.files.write(below === '' && !isInto ? to : inFolder, file);
      }
    }
  }

  #source(source: string, from: string | undefined): readonly (readonly [string, string])[] {
    if (from === undefined) {
      const found = this.#world.context(source);
      if (!found)
        throw new BuildFault(
          `failed to compute cache key: failed to calculate checksum of ref kubetil::context: "${resolvePath('/', source)}": not found`,
        );
      return found;
    }
    const stage = this.#stages.find((each, at) => each.name === from || String(at) === from);
    if (stage) return stage.files.below(resolvePath('/', source));
    const pulled = this.#world.pull(from);
    if ('failed' in pulled) throw new BuildFault(`${from}: ${pulled.failed}`);
    return new LayerFiles(pulled.image.files).below(resolvePath('/', source));
  }

  #execute(text: string): void {
    const stage = this.#stage;
    const args = jsonList(text) ?? ['/bin/sh', '-c', text];
    if (BELIEVED.test(text)) return;
    const env = new Map([...Object.entries(stage.base?.env ?? {}), ...this.#args, ...stage.env]);
    const process = {
      ...this.#world.process,
      env,
      workingDir: stage.folder,
      user: stage.user ?? 0,
      files: stage.files,
    };
    const result = stage.base?.run({ args, stdin: '' }, process);
    const shown = `process "${args.join(' ')}" did not complete successfully`;
    if (!result)
      throw new BuildFault(`${shown}: exec: "${args[0] ?? ''}": stat ${args[0] ?? ''}: no such file or directory`);
    // A program that only the image's maker knows is taken to have worked.
    if (result.exitCode === 0 || result.exitCode === 127) return;
    throw new BuildFault(`${shown}: exit code: ${result.exitCode}`, result.stdout + result.stderr);
  }
}
