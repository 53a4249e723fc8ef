/**
 * `npm run bench`: the figures of the speed goals, as a table, or with `--json` as an array of
 * `{name, unit, p50, p95, runs, note}`. Times are those of the synchronous work in this process, in ms; where two
 * things are compared, both are measured in turn in the same run, and the ratio is what counts.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { compileChecks, runChecks } from '@/lib/checks';
import { judgeCreate, loadAllKinds } from '@/lib/kube';
import { createJudge, type SourceFile } from '@/lib/manifest';
import { parseYaml } from '@/lib/yaml';
import { clusterFigures } from './bench/cluster';
import { figure, ratio, timesOf, type Figure } from './bench/measure';
import { pageFigures } from './bench/page';
import { demoChecks, demoFiles, longFile, typed } from './bench/texts';
import { languageServer } from './bench/yaml-language-server';
import { out } from './gate/built';
import { sizes } from './gate/sizes';

await loadAllKinds();

const RUNS = 200;
const figures: Figure[] = [];

const checks = compileChecks(demoChecks());
const demo = demoFiles();
const lines = demo.reduce((total, { text }) => total + text.split('\n').length, 0);
const validate = languageServer();

const keystroke = await keystrokeInDemo();
const joined = demo.map(({ text }) => text).join('---\n');
const inOne = createJudge();
await inOne.load([]);
const ours = figure(
  'demo project in one text: keystroke',
  'ms',
  await timesOf(RUNS, 50, (run) => judgeAll(inOne, [{ name: 'demo.yaml', text: typed(joined, run) }])),
  'diagnostics and checks',
);
const theirs = figure(
  'demo project in one text: keystroke, yaml-language-server',
  'ms',
  await timesOf(60, 10, (run) => validate(typed(joined, run))),
  'diagnostics; the same text and schema',
);
figures.push(keystroke, ours, theirs, ratio('… yaml-language-server ÷ Kubetil', theirs, ours, 'goal ≥ 4'));

const long = longFile(5000);
const documents = parseYaml(long).documents.length;
const unused = Array.from({ length: 23 }, () => createJudge());
await Promise.all(unused.map((one) => one.load([])));
const first = figure(
  '5,000 lines: first judgement',
  'ms',
  await timesOf(20, 3, (run) => judgeAll(unused[run] ?? createJudge(), [{ name: 'long.yaml', text: long }])),
  `${documents} documents; goal ≤ 60`,
);
const judge = createJudge();
await judge.load([]);
const again = figure(
  '5,000 lines: keystroke',
  'ms',
  await timesOf(RUNS, 10, (run) => judgeAll(judge, [{ name: 'long.yaml', text: typed(long, run) }])),
  'judges the document it touches',
);
const theirsLong = figure(
  '5,000 lines: keystroke, yaml-language-server',
  'ms',
  await timesOf(15, 2, (run) => validate(typed(long, run))),
);
figures.push(first, again, theirsLong, ratio('… yaml-language-server ÷ Kubetil', theirsLong, again, 'goal ≥ 20'));
figures.push(await manifestsPerSecond(), ...(await clusterFigures()));
if (existsSync(path.join(out, 'ko.html'))) {
  for (const { name, kb, goal } of sizes()) figures.push(figure(name, 'KB gzip', [kb], `goal ≤ ${goal}`));
  figures.push(...(await pageFigures()));
}

if (process.argv.includes('--json')) console.log(JSON.stringify(figures, null, 2));
else console.table(figures.map(({ name, unit, p50, p95, runs, note }) => ({ name, p50, p95, unit, runs, note })));

/** What the worker does at a keystroke in one of the four files: judge them all, run all checks. */
async function keystrokeInDemo(): Promise<Figure> {
  const worker = createJudge();
  await worker.load([]);
  const times = await timesOf(RUNS, 50, (run) => judgeAll(worker, withKeystroke(run)));
  return figure(
    'demo project: keystroke → diagnostics and checks',
    'ms',
    times,
    `4 files, ${lines} lines; goal p95 ≤ 16`,
  );
}

function withKeystroke(run: number): SourceFile[] {
  return demo.map(({ name, text }, index) => ({ name, text: index === run % demo.length ? typed(text, run) : text }));
}

function judgeAll(worker: ReturnType<typeof createJudge>, files: readonly SourceFile[]): void {
  const manifests = worker
    .judge(files)
    .flatMap((file) =>
      file.documents.flatMap(({ index, objects }) =>
        objects.map(({ object }) => ({ file: file.name, document: index, object })),
      ),
    );
  runChecks(checks, manifests);
}

async function manifestsPerSecond(): Promise<Figure> {
  const objects = demo.flatMap(({ text }) => parseYaml(text).documents.map(({ value }) => value));
  const batch = 50;
  const times = await timesOf(60, 10, () => {
    for (let round = 0; round < batch; round += 1) for (const object of objects) judgeCreate(object);
  });
  return figure(
    'manifests judged per second on one core',
    '1/s',
    times.map((ms) => (objects.length * batch * 1000) / ms),
    'goal ≥ 5,000',
  );
}
