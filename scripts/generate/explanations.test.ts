import { dump } from 'js-yaml';
import { expect, test } from 'vitest';
import { createJudge, loadExplain, type Diagnostic, type Explanation, type TextEdit } from '@/lib/manifest';
import { readCases } from '../parity/cases';
import { explanationsSource } from './explanations';

const explanations = JSON.parse(explanationsSource()) as Explanation[];
const judge = createJudge((await loadExplain())(explanations));

function meanings(text: string): (string | undefined)[] {
  return (judge.judge([{ name: 'a.yaml', text }])[0]?.diagnostics ?? []).map(({ means }) => means?.en);
}

test('the first entry that matches speaks, with the words of the sentence put in', () => {
  expect(
    meanings('apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {type: Nodes, ports: [{port: 80}]}\n'),
  ).toEqual(['`type` cannot be "Nodes". It can be: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort".']);
});

test('the mistakes of beginners are named', () => {
  expect(meanings('apiVersion: v1\nkind: Deployment\nmetadata: {name: a}\n')).toEqual([
    'Deployment does not live in `v1`. Write `apiVersion: apps/v1`.',
  ]);
  expect(meanings('apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {p: "x!"}\n')[0]).toContain(
    'Move it to `stringData`',
  );
  expect(meanings('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {container: []}\n')[0]).toBe(
    'The field is called `containers`, with an s, and takes a list.',
  );
  expect(meanings('apiVersion: v1\nkind: ConfigMap\nmetadata:\n\tname: a\n')[0]).toContain('takes only spaces');
});

/** A sample, for speed; all of them take some seconds, and more on a loaded machine. */
const EVERY = 17;
const SLOW = { timeout: 60_000 };

test('both languages fill the same places', () => {
  const places = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].toSorted().join();
  expect(explanations.filter(({ text }) => places(text.ko) !== places(text.en))).toEqual([]);
});

test('a fix that is not of the vocabulary is no explanation', () => {
  const entry = (operation: string) =>
    `- id: a\n  says: a\n  text: {en: a, ko: a}\n  fix: {title: {en: a, ko: a}, operation: ${operation}}\n`;
  expect(explanationsSource(entry('{do: quote-value}'))).toContain('quote-value');
  expect(() => explanationsSource(entry('{do: quote-valeu}'))).toThrow('Invalid');
  expect(() => explanationsSource(entry('{do: rename-key}'))).toThrow('Invalid');
  expect(() => explanationsSource(entry('{do: replace, in: line, find: "(", with: a}'))).toThrow('regular expression');
});

test('every refusal of a real server has a sentence for a person in both languages', SLOW, async () => {
  const unexplained = new Set<string>();
  let seen = 0;
  const cases = readCases('fixtures/golden').create.filter((_, at) => at % EVERY === 0);
  for (const { manifest, label } of cases) {
    const files = [{ name: 'a.yaml', text: `--- # ${label}\n${JSON.stringify(manifest)}\n` }];
    // Kinds that few write come later.
    await judge.load(files);
    for (const { severity, says, means } of judge.judge(files)[0]?.diagnostics ?? []) {
      if (severity !== 'error') continue;
      seen += 1;
      if (!means || /\{\w+\}/.test(means.en + means.ko)) unexplained.add(`${says} → ${means?.en}`);
    }
  }
  expect(seen).toBeGreaterThan(100);
  expect([...unexplained]).toEqual([]);
});

test('a fix mends what it stands beside', SLOW, async () => {
  const unmended = new Set<string>();
  let seen = 0;
  for (const { manifest } of readCases('fixtures/golden').create.filter((_, at) => at % EVERY === 0)) {
    const text = dump(manifest);
    await judge.load([{ name: 'a.yaml', text }]);
    const before = diagnosticsOf(text);
    for (const { fix, says, means } of before) {
      if (!fix) continue;
      seen += 1;
      const after = diagnosticsOf(edited(text, fix.edits));
      const count = (all: readonly Diagnostic[]) =>
        all.filter((other) => other.says === says && other.means?.en === means?.en).length;
      if (count(after) >= count(before) || after.some(({ stage }) => stage === 'yaml')) unmended.add(`${says}`);
    }
  }
  expect(seen).toBeGreaterThan(100);
  expect([...unmended]).toEqual([]);
});

function diagnosticsOf(text: string): readonly Diagnostic[] {
  return judge.judge([{ name: 'a.yaml', text }])[0]?.diagnostics ?? [];
}

/** From the end on, so that offsets stay true. */
function edited(text: string, edits: readonly TextEdit[]): string {
  return edits.reduceRight((all, { start, end, text: by }) => all.slice(0, start) + by + all.slice(end), text);
}
