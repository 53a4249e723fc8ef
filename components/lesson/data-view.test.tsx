// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { JudgeClient } from '@/components/editor/judge-client';
import { LocaleProvider } from '@/components/words/locale-context';
import { createJudge, loadDataView } from '@/lib/manifest';
import { DataView } from './data-view';

afterEach(cleanup);

const text = `apiVersion: v1
kind: ConfigMap
metadata:
  name: a
data:
  on: "1"
`;
const files = [{ name: 'a.yaml', text }];

/** Answers as the worker does. */
function judgeClient(): JudgeClient {
  const judge = createJudge();
  const ask = async () => {
    const [file] = judge.judge(files);
    const read = judge.read('a.yaml');
    return file && read && (await loadDataView())(read, file.documents);
  };
  return { ask, close: () => {} };
}

async function show(locale: 'en' | 'ko', cursor?: number) {
  const onPick = vi.fn<(span: { start: number; end: number }, leave: boolean) => void>();
  const view = (at: number | undefined) => (
    <LocaleProvider locale={locale}>
      <DataView file="a.yaml" files={files} judge={judge} cursor={at} onPick={onPick} />
    </LocaleProvider>
  );
  const judge = judgeClient();
  const { rerender } = render(view(cursor));
  const tree = await screen.findByRole('tree');
  return { onPick, tree, moveTo: (at: number) => rerender(view(at)) };
}

function chosen(): string | null | undefined {
  return document.querySelector('[aria-selected="true"]')?.textContent;
}

test('each value is a row that says its type, and what was not written says who wrote it', async () => {
  await show('en');
  expect(screen.getAllByRole('treeitem').map((row) => row.textContent)).toEqual([
    '1 · ConfigMap a',
    'apiVersion: "v1"text',
    'kind: "ConfigMap"text',
    'metadata: {1}map',
    'name: "a"text',
    '+ namespace: "default"textfilled in by the API server',
    'data: {1}map',
    'true: "1"texton is read as "true"',
  ]);
});

test('in Korean too', async () => {
  await show('ko');
  expect(screen.getByText('API 서버가 채움')).toBeDefined();
  expect(screen.getAllByText('글자')).toHaveLength(5);
});

test('the row of the cursor is marked', async () => {
  const { moveTo } = await show('en', text.indexOf('name: a') + 3);
  expect(chosen()).toBe('name: "a"text');
  moveTo(text.indexOf('kind') + 1);
  expect(chosen()).toBe('kind: "ConfigMap"text');
});

test('a picked row selects its text, by pointer and by key', async () => {
  const { onPick, tree, moveTo } = await show('en');
  fireEvent.click(screen.getByText('metadata'));
  const start = text.indexOf('metadata');
  expect(onPick).toHaveBeenLastCalledWith({ start, end: start + 'metadata'.length }, false);
  moveTo(start + 'metadata'.length);
  fireEvent.keyDown(tree, { key: 'ArrowDown' });
  const name = text.indexOf('name: a');
  expect(onPick).toHaveBeenLastCalledWith({ start: name, end: name + 'name: a'.length }, false);
  moveTo(name + 'name: a'.length);
  fireEvent.keyDown(tree, { key: 'Enter' });
  expect(onPick).toHaveBeenLastCalledWith({ start: name, end: name + 'name: a'.length }, true);
  fireEvent.keyDown(tree, { key: 'ArrowDown' });
  expect(chosen()).toContain('namespace');
  expect(onPick).toHaveBeenCalledTimes(3);
  fireEvent.keyDown(tree, { key: 'Home' });
  moveTo(0);
  expect(chosen()).toBe('1 · ConfigMap a');
});
