import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { dump } from 'js-yaml';
import { compileChecks, runChecks } from '@/lib/checks';
import { lessonsOf, loadCourse, loadLesson } from '@/lib/lessons';
import { complete, createJudge, hover, loadDataView, loadExplain } from '@/lib/manifest';
import { explanationsSource } from '../generate/explanations';
import { mutate } from './mutate';
import { createRandom } from './random';

export interface FuzzResult {
  faults: { input: string; error: string }[];
  slowest: { ms: number; input: string };
}

/** A judgement of a text of this size that takes longer has hung. */
const HUNG_MS = 1000;

/** Everything the worker does with a text, over random edits of every file of the course and of every golden manifest. */
export async function fuzz({ count, seed }: { count: number; seed: number }): Promise<FuzzResult> {
  const random = createRandom(seed);
  const lessons = lessonsOf(loadCourse()).map(({ slug }) => loadLesson(slug, 'en'));
  const texts = [
    ...lessons.flatMap(({ starter, solution }) => [...Object.values(starter), ...Object.values(solution)]),
    ...goldenTexts(),
  ];
  const checks = compileChecks(lessons.flatMap(({ exercise }) => exercise?.tasks.flatMap((task) => task.checks) ?? []));
  const [createExplain, dataViewOf] = await Promise.all([loadExplain(), loadDataView()]);
  const judge = createJudge(createExplain(JSON.parse(explanationsSource())));
  await judge.load([]);
  const result: FuzzResult = { faults: [], slowest: { ms: 0, input: '' } };
  let text = texts[0] ?? '';
  for (let index = 0; index < count; index += 1) {
    // Half of the time one types on in what is there, so that reuse between keystrokes is tested too.
    text = mutate(random.int(2) === 0 && text.length < 20_000 ? text : (texts[random.int(texts.length)] ?? ''), random);
    const offset = random.int(text.length + 1);
    const began = performance.now();
    try {
      const files = judge.judge([{ name: 'a.yaml', text }]);
      for (const { range } of files.flatMap(({ diagnostics }) => diagnostics)) {
        if (range.start < 0 || range.end > text.length || range.end < range.start)
          throw new Error(`range ${range.start}–${range.end} of ${text.length}`);
      }
      runChecks(
        checks,
        files.flatMap((file) =>
          file.documents.flatMap((document) =>
            document.objects.map(({ object }) => ({ file: file.name, document: document.index, object })),
          ),
        ),
      );
      const references = await judge.references([{ name: 'a.yaml', text }]);
      references.at('a.yaml', offset);
      references.rename('a.yaml', offset, 'other');
      complete(text, offset, { file: 'a.yaml', references });
      hover(text, offset);
      const read = judge.read('a.yaml');
      if (read) dataViewOf(read, files[0]?.documents ?? []);
    } catch (error) {
      result.faults.push({
        input: text,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
    const ms = performance.now() - began;
    if (ms > result.slowest.ms) result.slowest = { ms, input: text };
    if (ms > HUNG_MS) result.faults.push({ input: text, error: `took ${ms.toFixed(0)} ms` });
  }
  return result;
}

/** A manifest of every kind, as YAML. */
function goldenTexts(): string[] {
  const folder = path.join(import.meta.dirname, '../../fixtures/golden/create');
  return readdirSync(folder).flatMap((file) =>
    readFileSync(path.join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line.includes('"op":"base"') || line.includes('"op":"semantic"'))
      .map((line) => dump((JSON.parse(line) as { manifest: unknown }).manifest)),
  );
}
