import { expect, test } from 'vitest';
import { createExplain, createJudge, type Explanation } from '@/lib/manifest';
import { explanationsSource } from './explanations';

const explanations = JSON.parse(explanationsSource()) as Explanation[];
const judge = createJudge(createExplain(explanations));

function meanings(text: string): (string | undefined)[] {
  return (judge.judge([{ name: 'a.yaml', text }])[0]?.diagnostics ?? []).map(({ means }) => means?.en);
}

test('the first entry that matches speaks, with the words of the sentence put in', () => {
  expect(
    meanings('apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {type: Nodeport, ports: [{port: 80}]}\n'),
  ).toEqual(['`type` cannot be "Nodeport". It can be: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort".']);
});

test('the mistakes of beginners are named', () => {
  expect(meanings('apiVersion: v1\nkind: Deployment\nmetadata: {name: a}\n')).toEqual([
    'Deployment does not live in `v1`. Write `apiVersion: apps/v1`.',
  ]);
  expect(meanings('apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {p: "x!"}\n')[0]).toContain(
    'Move it under `stringData`',
  );
  expect(meanings('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {container: []}\n')[0]).toBe(
    'The field is called `containers`, with an s, and takes a list.',
  );
  expect(meanings('apiVersion: v1\nkind: ConfigMap\nmetadata:\n\tname: a\n')[0]).toContain('Indent with spaces only');
});

test('both languages fill the same places', () => {
  const places = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].toSorted().join();
  expect(explanations.filter(({ text }) => places(text.ko) !== places(text.en))).toEqual([]);
});
