// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { LessonData } from '@/components/lesson/lesson-data';
import { LocaleProvider } from '@/components/words/locale-context';
import type { CheckVerdict } from '@/lib/checks';
import type { Task } from '@/lib/lessons';
import { ChecksPane } from './checks-pane';

afterEach(cleanup);

const both = (text: string) => ({ en: text, ko: text });
const check = { over: 'cluster', find: { kind: 'Pod' }, expression: 'true', message: both('no') } as const;
const when = 'cluster.exists(p, p.kind == "Pod")';
const runs: Task = {
  id: 'runs',
  title: both('See it run'),
  predict: {
    question: both('What comes?'),
    options: [{ text: both('Nothing') }, { text: both('A Pod'), isRight: true }],
    why: both('It was asked for.'),
  },
  checks: [{ ...check, id: 'ready' }],
  hints: [both('Look'), both('closer'), both('still'), { ...both('It can not pull'), when }],
  debrief: both('The kubelet did it.'),
};
const later: Task = { id: 'later', title: both('Later'), checks: [{ ...check, id: 'later' }], hints: [] };

/** Each test a lesson of its own: what was predicted is kept. */
function show(slug: string, verdicts: readonly CheckVerdict[] | undefined, conditions = {}): void {
  const lesson: LessonData = {
    slug,
    name: both(slug),
    keywords: [],
    exercise: { files: [], tasks: [runs, later] },
    starter: {},
    solution: {},
  };
  cleanup();
  render(
    <LocaleProvider locale="en">
      <ChecksPane
        lesson={lesson}
        locale="en"
        report={{ files: [], checks: [] }}
        answered={verdicts && { verdicts, conditions }}
        onGoTo={() => undefined}
      />
    </LocaleProvider>,
  );
}

function task(id: string) {
  const item = document.querySelector<HTMLElement>(`[data-task="${id}"]`);
  if (!item) throw new Error(`no task ${id}`);
  return within(item);
}

const failing = { id: 'ready', passed: false, message: both('0 of 3 are ready.') };
const passing = { id: 'ready', passed: true };

test('while the cluster starts, what it is asked waits', () => {
  show('starts', undefined);
  expect(task('runs').getByText('The cluster is starting…')).toBeDefined();
  show('starts', [failing]);
  expect(task('runs').queryByText('The cluster is starting…')).toBeNull();
  expect(task('runs').getByText('0 of 3 are ready.')).toBeDefined();
});

test('what was predicted is told when the task is done, with the debrief', () => {
  show('predicts', [failing]);
  fireEvent.click(task('runs').getByLabelText('Nothing'));
  expect(task('runs').queryByText('It was asked for.')).toBeNull();
  expect(task('runs').queryByText('The kubelet did it.')).toBeNull();
  show('predicts', [passing]);
  expect(task('runs').getByText('You predicted “Nothing”.')).toBeDefined();
  expect(task('runs').getByText('It was asked for.')).toBeDefined();
  expect(task('runs').getByText('The kubelet did it.')).toBeDefined();
});

test('who predicted nothing is told only what happened', () => {
  show('silent', [passing]);
  expect(task('runs').queryByText('It was asked for.')).toBeNull();
  expect(task('runs').getByText('The kubelet did it.')).toBeDefined();
});

test('a hint to a state is there while the state is, and is not counted', () => {
  show('state', [failing], { [when]: false });
  expect(task('runs').queryByText('It can not pull')).toBeNull();
  show('state', [failing], { [when]: true });
  expect(task('runs').getByText('It can not pull')).toBeDefined();
  fireEvent.click(task('runs').getByRole('button', { name: 'Show a hint' }));
  expect(task('runs').getByText('Hint 1 of 3')).toBeDefined();
});

test('how much is done is a status of the pane, under its heading', () => {
  show('counts', [passing, { ...failing, id: 'later' }]);
  expect(screen.getByRole('heading', { level: 2, name: 'Checks' })).toBeDefined();
  expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain('1 of 2');
});
