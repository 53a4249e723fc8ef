import { expect, test } from 'vitest';
import { TerminalLog } from './terminal-log';

function newLog(): TerminalLog {
  return new TerminalLog((run) => run());
}

test('a command prints, and ends with its status', () => {
  const log = newLog();
  const id = log.begin({ folder: '~', line: 'kubectl get pods' });
  log.print(id, 'NAME   READY\n');
  log.print(id, 'web    1/1\n');
  log.print(id, 'oops\n', true);
  log.end(id, 1);
  const [entry] = log.snapshot().entries;
  expect(entry).toMatchObject({ prompt: { line: 'kubectl get pods' }, status: 1 });
  expect(entry?.blocks[0]?.runs).toEqual([
    { text: 'NAME   READY\nweb    1/1\n', look: 'plain' },
    { text: 'oops\n', look: 'error' },
  ]);
  expect(log.textOf(id)).toBe('NAME   READY\nweb    1/1\noops\n');
});

test('full blocks stay the same objects while the last one grows', () => {
  const log = newLog();
  const id = log.begin();
  log.print(id, 'a line\n'.repeat(500));
  const before = log.snapshot().entries[0]?.blocks ?? [];
  expect(before.map(({ lines }) => lines)).toEqual([200, 200, 100]);
  log.print(id, 'one more\n');
  const after = log.snapshot().entries[0]?.blocks ?? [];
  expect(after[0]).toBe(before[0]);
  expect(after[1]).toBe(before[1]);
  expect(after[2]?.lines).toBe(101);
});

test('of more than a hundred thousand lines the first are dropped, and counted', () => {
  const log = newLog();
  const id = log.begin();
  for (let round = 0; round < 11; round += 1) log.print(id, 'x\n'.repeat(10_000));
  const { entries, dropped } = log.snapshot();
  const kept = (entries[0]?.blocks ?? []).reduce((sum, { lines }) => sum + lines, 0);
  expect(kept).toBe(100_000);
  expect(dropped).toBe(10_000);
});

test('colours are looks, clearing clears, and other sequences and binary do no harm', () => {
  const log = newLog();
  const id = log.begin();
  log.print(id, 'old\n');
  log.print(id, '\u001b[H\u001b[2J\u001b[32mready\u001b[0m \u001b[1;31mbad\u001b[m\u001b[?25l\u0007\u0000\n');
  expect(log.snapshot().entries[0]?.blocks[0]?.runs).toEqual([
    { text: 'ready', look: 'green' },
    { text: ' ', look: 'plain' },
    { text: 'bad', look: 'red' },
    { text: '\ufffd\ufffd\n', look: 'plain' },
  ]);
});

test('a carriage return begins its line anew', () => {
  const log = newLog();
  const id = log.begin();
  log.print(id, 'first\n 10 %');
  log.print(id, '\r 99 %\rdone\n');
  expect(log.textOf(id)).toBe('first\ndone\n');
});

test('a line of a megabyte is broken', () => {
  const log = newLog();
  const id = log.begin();
  log.print(id, 'x'.repeat(1_000_000));
  expect(
    log
      .textOf(id)
      .split('\n')
      .every((line) => line.length <= 20_000),
  ).toBe(true);
});

test('what is shown again after a reload are the last lines, with what was typed', () => {
  const log = newLog();
  const id = log.begin({ folder: '~', line: 'ls' });
  log.print(id, 'a.yaml\nb.yaml\n');
  expect(log.tail(3)).toBe('a.yaml\nb.yaml\n');
  expect(log.tail(10)).toBe('$ ls\na.yaml\nb.yaml\n');
});
