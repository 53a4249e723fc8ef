/** docker build, as BuildKit prints it. */
import { parseReference, resolvePath } from '@/lib/cluster';
import { familiar } from './image-table';
import { withBases } from './bases';
import { contextFiles } from './build-context';
import { parseDockerfile, type DockerfileFault } from './dockerfile';
import { idOf, type LocalImage } from '../../computer/docker-images';
import { allLogins } from './logins';
import { needsArguments, type DockerRun } from './run';
import { buildStages, type Built, type BuildStep, type BuildWorld } from './stages';

const MIB = 1_048_576;
/** Where the time of a step stands. */
const WIDTH = 80;

interface Wish {
  readonly tags: readonly string[];
  readonly args: ReadonlyMap<string, string>;
  readonly file: string | undefined;
  readonly folder: string;
}

export async function build(run: DockerRun): Promise<number> {
  const { computer, call } = run;
  const wish = wishOf(call.args);
  if (wish === undefined)
    return needsArguments(run, 'docker buildx build', '1 argument', 'docker buildx build [OPTIONS] PATH | URL | -');
  const folder = resolvePath(call.workingDir, wish.folder);
  if (!computer.files.isFolder(folder))
    return failed(run, `unable to prepare context: path "${wish.folder}" not found`);
  for (const tag of wish.tags) {
    const reference = parseReference(tag);
    if ('invalid' in reference)
      return failed(run, `failed to build: invalid tag "${tag}": ${reference.invalid.replace(/ \(.*\)/, '')}`);
  }
  const name = wish.file ?? 'Dockerfile';
  const text = computer.files.read(
    wish.file === undefined ? resolvePath(folder, name) : resolvePath(call.workingDir, name),
  );
  if (text === undefined)
    return failed(
      run,
      `failed to build: failed to solve: failed to read dockerfile: open ${name}: no such file or directory`,
    );
  const begun: BuildStep[] = [{ title: `[internal] load build definition from ${name}`, ms: 100 }];
  const parsed = parseDockerfile(text);
  const instructions = 'why' in parsed ? parsed : withBases(parsed, wish.args);
  if ('why' in instructions) return fault(run, name, text, begun, instructions);
  const built = buildStages(instructions, worldOf(run, folder, wish.args));
  const froms = instructions.filter((each) => each.name === 'FROM').map((each) => each.text.split(/\s+/)[0] ?? '');
  const remote = [...new Set(froms)].filter((from) => {
    const isStage = instructions.some((each) => each.name === 'FROM' && each.text.split(/\s+/)[2] === from);
    return from !== 'scratch' && !isStage && !computer.docker.find(from);
  });
  const failedFrom = 'failed' in built && built.at.name === 'FROM' ? built.at.text.split(/\s+/)[0] : undefined;
  for (const from of remote) {
    const title = `[internal] load metadata for ${fullName(from)}`;
    begun.push({ title: from === failedFrom ? `ERROR ${title}` : title, ms: 800 });
  }
  if ('failed' in built && failedFrom !== undefined) {
    const why = `${failedFrom}: failed to resolve source metadata for ${fullName(failedFrom)}: ${built.why.slice(failedFrom.length + 2)}`;
    return fault(
      run,
      name,
      text,
      begun,
      { line: built.at.from, to: built.at.to, why },
      `[internal] load metadata for ${fullName(failedFrom)}`,
    );
  }
  begun.push({ title: '[internal] load .dockerignore', ms: 0 });
  if (instructions.some((each) => /^(?:COPY|ADD)$/.test(each.name)))
    begun.push({ title: '[internal] load build context', ms: 100 });
  const steps = [...begun, ...built.steps];
  if ('failed' in built) {
    const { at, why, log } = built;
    return fault(
      run,
      name,
      text,
      [...steps, { title: `ERROR ${built.failed}`, ms: 300 }],
      { line: at.from, to: at.to, why },
      built.failed,
      log,
    );
  }
  return finish(run, wish, steps, built);
}

async function finish(
  run: DockerRun,
  wish: Wish,
  steps: readonly BuildStep[],
  { image }: Extract<Built, { image: unknown }>,
): Promise<number> {
  const { computer, signal } = run;
  const base = computer.cluster.images.pull(image.from, allLogins(computer));
  const baseSize = 'image' in base ? base.image.sizeBytes : 0;
  const ownSize = Object.values(image.files ?? {}).reduce((size, text) => size + text.length, 0);
  const created = computer.now();
  const named = wish.tags.map((tag): LocalImage => ({
    image: { ...image, reference: tag },
    created,
    sizeBytes: baseSize + ownSize + MIB,
  }));
  const all = [...steps, { title: 'exporting to image', ms: 100 }];
  if (
    !(await computer.wait(
      all.reduce((sum, { ms }) => sum + ms, 0),
      signal,
    ))
  )
    return 130;
  const id = named[0] ? idOf(named[0]) : idOf({ image: { ...image, reference: '' }, created, sizeBytes: 0 });
  const more = [line('=> exporting layers', 0), line(`=> writing image sha256:${id}`, 0)];
  for (const {
    image: { reference },
  } of named)
    more.push(line(`=> naming to ${fullName(reference)}`, 0));
  run.call.err(report(all, 'FINISHED') + more.join(''));
  for (const local of named) {
    computer.docker.add(local);
    if (run.isOnNodes) computer.loadImage(local);
  }
  return 0;
}

async function fault(
  run: DockerRun,
  file: string,
  text: string,
  steps: readonly BuildStep[],
  { line: from, to, why }: DockerfileFault,
  step?: string,
  log?: string,
): Promise<number> {
  const { computer, call, signal } = run;
  if (
    !(await computer.wait(
      steps.reduce((sum, { ms }) => sum + ms, 0),
      signal,
    ))
  )
    return 130;
  const logged = (log ?? '')
    .split('\n')
    .filter(Boolean)
    .map((each) => `0.312 ${each}\n`)
    .join('');
  const place = from === 0 ? '' : `${file}:${from}\n${excerpt(text, from, to)}`;
  const failedStep = step === undefined ? '' : `------\n > ${step}:\n${logged}------\n`;
  call.err(`${report(steps, step === undefined ? 'FINISHED' : 'ERROR')}${failedStep}${place}`);
  return failed(run, `failed to build: failed to solve: ${why}`);
}

function failed({ call }: DockerRun, why: string): number {
  call.err(`ERROR: ${why}\n`);
  return 1;
}

function report(steps: readonly BuildStep[], how: string): string {
  const seconds = (steps.reduce((sum, { ms }) => sum + ms, 0) / 1000).toFixed(1);
  const done = steps.filter(({ title }) => !title.startsWith('ERROR')).length;
  const head = `[+] Building ${seconds}s (${done}/${steps.length}) ${how}`;
  return `${head.padEnd(WIDTH - 'docker:default'.length)}docker:default\n${steps.map(({ title, ms }) => line(title, ms)).join('')}`;
}

function line(title: string, ms: number): string {
  return `${` => ${title}`.padEnd(WIDTH - 5)} ${(ms / 1000).toFixed(1)}s\n`;
}

function excerpt(text: string, from: number, to: number): string {
  const rule = `${'-'.repeat(20)}\n`;
  const lines = text.split('\n').map((each, at) => {
    const number = at + 1;
    const mark = number >= from && number <= to ? '>>>' : '   ';
    return { number, shown: `${String(number).padStart(4)} | ${mark} ${each}\n` };
  });
  return `${rule}${lines
    .filter(({ number }) => number >= from - 2 && number <= to + 2)
    .map(({ shown }) => shown)
    .join('')}${rule}`;
}

function fullName(from: string): string {
  const reference = parseReference(from);
  return 'invalid' in reference ? familiar(from) : reference.full;
}

function worldOf({ computer, call }: DockerRun, folder: string, args: ReadonlyMap<string, string>): BuildWorld {
  return {
    local: (name) => computer.docker.find(name)?.image,
    pull: (name) => computer.cluster.images.pull(name, allLogins(computer)),
    context: (path) => contextFiles(computer.files, folder, path),
    process: { ...call.process, hostname: 'buildkitsandbox' },
    args,
  };
}

/** Undefined where no folder is named. */
function wishOf(given: readonly string[]): Wish | undefined {
  const tags: string[] = [];
  const args = new Map<string, string>();
  const folders: string[] = [];
  let file: string | undefined;
  const words = given.slice(1).flatMap((word) => {
    const [, name, value] = /^(--[\w-]+)=([\s\S]*)$/.exec(word) ?? [];
    return name !== undefined && value !== undefined ? [name, value] : [word];
  });
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '-t' || word === '--tag') tags.push(words[++at] ?? '');
    else if (word === '-f' || word === '--file') file = words[++at];
    else if (word === '--build-arg') {
      const [key = '', ...value] = (words[++at] ?? '').split('=');
      args.set(key, value.join('='));
    } else if (/^--(?:target|platform|label|progress|network|output)$|^-o$/.test(word)) at += 1;
    else if (!word.startsWith('-')) folders.push(word);
  }
  const [folder] = folders;
  return folder === undefined || folders.length > 1 ? undefined : { tags, args, file, folder };
}
