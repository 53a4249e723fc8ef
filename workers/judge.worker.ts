import type { CheckDefinition } from '@/lib/checks';
import { complete, createJudge, hover, loadDataView, locate, type Completions } from '@/lib/manifest';
import { describeField } from './descriptions';
import { explain, loadExplanations } from './explanations';
import type { DocumentedHover, FromWorker, Questions, Report, TextSpan, ToWorker } from './protocol';

/** YAML, the API machinery and the checks, off the page's thread. */
const judge = createJudge(explain, async () => (await checking).celEngine());

/** CEL is a quarter of the worker's code: it comes beside the judge, not before it. */
const checking = import('@/lib/checks');

let ready = prepare([]);

/** What a judgement needs besides the judge: the lesson's checks, compiled, and the sentences for a person. */
async function prepare(definitions: readonly CheckDefinition[]) {
  const [{ compileChecks, parsePath, resolvePath, runChecks }] = await Promise.all([checking, loadExplanations()]);
  return { compiled: compileChecks(definitions), parsePath, resolvePath, runChecks };
}

type Prepared = Awaited<ReturnType<typeof prepare>>;

self.addEventListener('message', (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  if (message.type === 'open') {
    ready = prepare(message.checks);
    return;
  }
  void answerTo(message)
    .then((answer): FromWorker => ({ type: 'answer', id: message.id, answer }))
    .catch((error: unknown): FromWorker => ({ type: 'fault', id: message.id, message: String(error) }))
    .then((reply) => self.postMessage(reply));
});

async function answerTo(message: Exclude<ToWorker, { type: 'open' }>): Promise<unknown> {
  switch (message.type) {
    case 'judge':
      // Without them their kinds stay unjudged, and say so.
      await judge.load(message.ask.files).catch(() => undefined);
      return report(message.ask, await ready);
    case 'complete':
      return completed(message.ask);
    case 'tied':
      return (await judge.references(message.ask.files)).at(message.ask.file, message.ask.offset);
    case 'rename':
      return (await judge.references(message.ask.files)).rename(message.ask.file, message.ask.offset, message.ask.name);
    case 'hover':
      return documented(message.ask);
    case 'describe':
      return describeField(message.ask.type, message.ask.field);
    case 'data':
      await judge.load(message.ask.files).catch(() => undefined);
      return dataOf(message.ask);
    case 'locate':
      return placeOf(message.ask, await ready);
  }
}

async function completed({ files, file, offset }: Questions['complete']['ask']): Promise<Completions> {
  const text = files.find(({ name }) => name === file)?.text ?? '';
  return complete(text, offset, { file, references: await judge.references(files) });
}

function report({ files }: Questions['judge']['ask'], { runChecks, compiled }: Prepared): Report {
  const judged = judge.judge(files);
  const manifests = judged.flatMap((file) =>
    file.documents.flatMap((document) =>
      document.objects.map(({ object }) => ({ file: file.name, document: document.index, object })),
    ),
  );
  return {
    files: judged.map((file) => ({
      name: file.name,
      diagnostics: file.diagnostics,
      documents: file.documents.map(({ start, end, objects }) => ({
        start,
        end,
        kind: objects[0]?.kind ?? '',
        apiVersion: objects[0]?.apiVersion ?? '',
      })),
    })),
    checks: runChecks(compiled, manifests),
  };
}

async function dataOf({ files, file }: Questions['data']['ask']): Promise<Questions['data']['answer']> {
  const dataViewOf = await loadDataView();
  const judged = judge.judge(files).find(({ name }) => name === file);
  const read = judge.read(file);
  return judged && read && dataViewOf(read, judged.documents);
}

async function documented({ text, offset }: Questions['hover']['ask']): Promise<DocumentedHover | undefined> {
  const found = hover(text, offset);
  if (!found?.docs) return found;
  const words = await describeField(found.docs.type, found.docs.field);
  return words === undefined ? found : { ...found, text: words };
}

/**
 * A path as text is a lesson's (`spec.containers[name=web].image`). It may lie in any document of the file; where none
 * has all of it, the one that goes furthest along is shown.
 */
function placeOf(
  { file, document, path }: Questions['locate']['ask'],
  { parsePath, resolvePath }: Prepared,
): TextSpan | undefined {
  const read = judge.read(file);
  if (!read) return undefined;
  const stepsIn = (value: unknown, text: string) => resolvePath(parsePath(text), value).path;
  const candidates = read.documents
    .filter((candidate) => document === undefined || candidate.index === document)
    .map((candidate) => ({ candidate, steps: typeof path === 'string' ? stepsIn(candidate.partial, path) : path }))
    .toSorted((a, b) => b.steps.length - a.steps.length);
  const best = candidates[0];
  return best ? locate(read.text, best.candidate, best.steps, 'value') : undefined;
}
