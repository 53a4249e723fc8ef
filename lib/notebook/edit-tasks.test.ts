import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBetween } from '@/lib/text';
import {
  addTask,
  addTasks,
  carryTasks,
  decodeText,
  deleteTask,
  editTask,
  moveTask,
  parseDay,
  sectionOf,
  siblingsOf,
  tickTask,
} from './index';
import { randomMarkdown } from './random-markdown';

const seed = decodeText(readFileSync('fixtures/seed/220513.md'));

function tasksOf(text: string) {
  return parseDay(text).sections.flatMap(({ tasks }) => tasks);
}

/** The start of the task that says `words`. */
function at(text: string, words: string): number {
  return tasksOf(text).find((task) => task.text === words)?.start ?? -1;
}

describe('ticking', () => {
  it('changes the one character between the brackets', () => {
    const ticked = tickTask(seed, at(seed, 'Udemy 4회 풀기'), 'done');
    expect(changeBetween(seed, ticked)).toEqual({ at: seed.indexOf('[ ] Udemy') + 1, remove: 1, insert: 'x' });
    expect(tickTask(ticked, at(ticked, 'Udemy 4회 풀기'), 'open')).toBe(seed);
  });

  it('leaves a capital X as it is when it is done already, and a place where no task is', () => {
    expect(tickTask('### Tasks\n- [X] a', 10, 'done')).toBe('### Tasks\n- [X] a');
    expect(tickTask(seed, 3, 'done')).toBe(seed);
  });
});

describe('adding', () => {
  it('puts a task after the last one of the seed', () => {
    expect(addTask(seed, { text: 'Secret 레슨 마치기', state: 'done' }, 'ko')).toBe(
      seed.replace('교재읽기\n', '교재읽기\n- [x] Secret 레슨 마치기\n'),
    );
  });

  it('follows the form of the list', () => {
    expect(addTask('### Tasks\r\n * [ ] a\r\n   - [ ] b\r\n\r\n### Notes\r\n', { text: 'c' }, 'en')).toBe(
      '### Tasks\r\n * [ ] a\r\n   - [ ] b\r\n * [ ] c\r\n\r\n### Notes\r\n',
    );
    expect(addTask('### Tasks\n9. [ ] a', { text: 'b' }, 'en')).toBe('### Tasks\n9. [ ] a\n10. [ ] b');
  });

  it('uses the blank lines of an empty section', () => {
    expect(addTask('### Tasks\n\n\n\n### Notes\n', { text: 'a' }, 'en')).toBe('### Tasks\n\n- [ ] a\n\n### Notes\n');
    expect(addTask('### Tasks\n### Notes\n', { text: 'a' }, 'en')).toBe('### Tasks\n\n- [ ] a\n\n### Notes\n');
    expect(addTask('### Tasks', { text: 'a' }, 'en')).toBe('### Tasks\n\n- [ ] a\n');
  });

  it('makes the section where there is none, in its place, in the language and rank of the others', () => {
    expect(addTask('## 일지\n\n좋음\n\n## 수업 정리\n', { text: 'a' }, 'en')).toBe(
      '## 일지\n\n좋음\n\n## 오늘의 할일\n\n- [ ] a\n\n## 수업 정리\n',
    );
    expect(addTask('', { text: 'a' }, 'en')).toBe('### Tasks\n\n- [ ] a\n');
    expect(addTask('hello', { text: 'a' }, 'ko')).toBe('hello\n\n### 오늘의 할일\n\n- [ ] a\n');
    expect(addTask('### Notes\nx', { text: 'a' }, 'ko')).toBe('### Tasks\n\n- [ ] a\n\n### Notes\nx');
  });

  it('keeps out of a fence that nobody closed', () => {
    const text = 'hello\n\n```\ncode';
    expect(addTask(text, { text: 'a' }, 'en')).toBe('hello\n\n```\ncode\n```\n\n### Tasks\n\n- [ ] a\n');
  });

  it('writes one line, and nothing for nothing', () => {
    expect(addTask('### Tasks\n- [ ] a\n', { text: ' b\n- [ ] c ' }, 'en')).toBe(
      '### Tasks\n- [ ] a\n- [ ] b - [ ] c\n',
    );
    expect(addTask(seed, { text: ' \n ' }, 'ko')).toBe(seed);
  });

  it('is undone by deleting, byte for byte, after any task', () => {
    const withTasks = randomMarkdown().map((text) => `### Tasks\n- [ ] first\n${text}`);
    fc.assert(
      fc.property(withTasks, (text) => {
        const added = addTask(text, { text: 'the new one' }, 'ko');
        expect(added).toHaveLength(text.length + lengthOfNew(text, added));
        const tasks = tasksOf(added).filter((task) => task.text === 'the new one');
        expect(tasks).toHaveLength(1);
        expect(deleteTask(added, tasks[0]?.start ?? -1)).toBe(text);
      }),
    );
  });

  it('only ever adds, whatever the text is, and the task is then in the list of tasks', () => {
    fc.assert(
      fc.property(randomMarkdown(), (text) => {
        const added = addTask(text, { text: 'the new one' }, 'ko');
        const change = changeBetween(text, added);
        expect(change?.remove).toBe(0);
        expect(sectionOf(parseDay(added), 'tasks')?.tasks.map((task) => task.text)).toContain('the new one');
      }),
      { numRuns: 1000 },
    );
  });
});

function lengthOfNew(text: string, added: string): number {
  return changeBetween(text, added)?.insert.length ?? 0;
}

describe('editing', () => {
  it('changes the words and keeps the blanks behind them', () => {
    expect(editTask('### Tasks\n- [ ] a  \r\n', 10, 'b')).toBe('### Tasks\n- [ ] b  \r\n');
    expect(editTask('### Tasks\n- [ ]\n', 10, 'b')).toBe('### Tasks\n- [ ] b\n');
    expect(editTask('### Tasks\n- [ ] a\n', 10, '  ')).toBe('### Tasks\n- [ ] a\n');
  });

  it('is undone by editing back, byte for byte', () => {
    fc.assert(
      fc.property(randomMarkdown(), fc.nat(), fc.string(), (text, n, words) => {
        const tasks = tasksOf(text).filter((task) => task.text !== '');
        const task = tasks[n % tasks.length];
        if (!task) return;
        expect(editTask(editTask(text, task.start, words), task.start, task.text)).toBe(text);
        expect(tickTask(tickTask(text, task.start, 'carried'), task.start, task.state).toLowerCase()).toBe(
          text.toLowerCase(),
        );
      }),
    );
  });
});

describe('deleting', () => {
  it('takes what stands in the task with it, and nothing else', () => {
    const text = '### Tasks\n\n- [ ] a\n  - [ ] b\n\n  more\n- [ ] c\n\n';
    expect(deleteTask(text, at(text, 'a'))).toBe('### Tasks\n\n- [ ] c\n\n');
    expect(deleteTask(text, at(text, 'b'))).toBe('### Tasks\n\n- [ ] a\n\n  more\n- [ ] c\n\n');
    expect(deleteTask('### Tasks\r\n- [ ] a', 11)).toBe('### Tasks');
  });
});

describe('moving', () => {
  const text = '### Tasks\n- [ ] a\n  - [ ] a1\n  - [x] a2\n\n* [ ] b\n- [x] c';

  it('takes what stands in the task with it, and leaves what stands between', () => {
    expect(moveTask(text, at(text, 'c'), 0)).toBe('### Tasks\n- [x] c\n\n- [ ] a\n  - [ ] a1\n  - [x] a2\n* [ ] b');
    expect(moveTask(text, at(text, 'a1'), 1)).toBe(text.replace('  - [ ] a1\n  - [x] a2', '  - [x] a2\n  - [ ] a1'));
  });

  it('is undone by moving back, byte for byte', () => {
    fc.assert(
      fc.property(fc.constantFrom('a', 'b', 'c', 'a1', 'a2'), fc.nat(2), (words, to) => {
        const from = siblingsOf(parseDay(text), at(text, words)).findIndex((task) => task.text === words);
        const moved = moveTask(text, at(text, words), to);
        expect(moveTask(moved, at(moved, words), from)).toBe(text);
      }),
    );
  });

  it('keeps every byte, whatever the text is', () => {
    fc.assert(
      fc.property(randomMarkdown(), fc.nat(), fc.nat(5), (random, n, to) => {
        const tasks = tasksOf(random);
        const moved = moveTask(random, tasks[n % tasks.length]?.start ?? -1, to);
        expect(moved.split('').sort()).toEqual(random.split('').sort());
      }),
    );
  });
});

describe('carrying', () => {
  const from = '### 오늘의 할일\n\n- [ ] a\n  - [ ] a1\n- [x] b\n- [ ] c\n';

  it('marks the old lines and opens new ones, those in others still in them', () => {
    const starts = ['a', 'a1', 'c'].map((words) => at(from, words));
    expect(carryTasks(from, starts, '### 오늘의 할일\n\n- [x] c\n', 'ko')).toEqual({
      from: '### 오늘의 할일\n\n- [>] a\n  - [>] a1\n- [x] b\n- [>] c\n',
      to: '### 오늘의 할일\n\n- [x] c\n- [ ] a\n  - [ ] a1\n',
    });
    expect(carryTasks(from, [at(from, 'a1')], '', 'ko').to).toBe('### 오늘의 할일\n\n- [ ] a1\n');
  });

  it('adds several at once to a day with none', () => {
    expect(addTasks('### Tasks\n', [{ text: 'a' }, { text: 'b', depth: 1 }], 'en')).toBe(
      '### Tasks\n\n- [ ] a\n  - [ ] b\n',
    );
  });
});
