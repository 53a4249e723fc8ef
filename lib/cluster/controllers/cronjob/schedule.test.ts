import { expect, test } from 'vitest';
import { formatTime, parseTime } from '@/lib/kube';
import { parseSchedule } from './schedule';

/** The next times after that one. */
function times(schedule: string, after: string, count = 3, timeZone = ''): string[] {
  const next = parseSchedule(schedule, timeZone);
  if (!next) return ['no schedule'];
  const found: string[] = [];
  let moment = parseTime(after) ?? 0;
  while (found.length < count) {
    const due = next(moment);
    if (due === undefined) return [...found, 'never'];
    found.push(formatTime(due));
    moment = due;
  }
  return found;
}

const MONDAY = '2026-01-05T09:00:00Z';

test.each([
  ['*/20 * * * *', ['2026-01-05T09:20:00Z', '2026-01-05T09:40:00Z', '2026-01-05T10:00:00Z']],
  ['0 3 * * *', ['2026-01-06T03:00:00Z', '2026-01-07T03:00:00Z', '2026-01-08T03:00:00Z']],
  ['30 9-17/4 * * mon-fri', ['2026-01-05T09:30:00Z', '2026-01-05T13:30:00Z', '2026-01-05T17:30:00Z']],
  ['0 0 31 * *', ['2026-01-31T00:00:00Z', '2026-03-31T00:00:00Z', '2026-05-31T00:00:00Z']],
  ['0 0 29 2 *', ['2028-02-29T00:00:00Z', '2032-02-29T00:00:00Z', '2036-02-29T00:00:00Z']],
  ['0 12 13 * 5', ['2026-01-09T12:00:00Z', '2026-01-13T12:00:00Z', '2026-01-16T12:00:00Z']],
  ['0 12 */1 * 5', ['2026-01-09T12:00:00Z', '2026-01-16T12:00:00Z', '2026-01-23T12:00:00Z']],
  ['5,10 0 1 jan,jul *', ['2026-07-01T00:05:00Z', '2026-07-01T00:10:00Z', '2027-01-01T00:05:00Z']],
  ['@hourly', ['2026-01-05T10:00:00Z', '2026-01-05T11:00:00Z', '2026-01-05T12:00:00Z']],
  ['@weekly', ['2026-01-11T00:00:00Z', '2026-01-18T00:00:00Z', '2026-01-25T00:00:00Z']],
  ['@every 1h30m', ['2026-01-05T10:30:00Z', '2026-01-05T12:00:00Z', '2026-01-05T13:30:00Z']],
  ['TZ=Asia/Seoul 30 9 * * *', ['2026-01-06T00:30:00Z', '2026-01-07T00:30:00Z', '2026-01-08T00:30:00Z']],
  ['0 0 31 2 *', ['never']],
  ['61 * * * *', ['no schedule']],
  ['* * * *', ['no schedule']],
  ['@never', ['no schedule']],
])('%s', (schedule, expected) => {
  expect(times(schedule, MONDAY, 3)).toEqual(expected);
});

test('in another time zone its clock counts', () => {
  expect(times('0 3 * * *', MONDAY, 2, 'Asia/Seoul')).toEqual(['2026-01-05T18:00:00Z', '2026-01-06T18:00:00Z']);
  expect(times('0 3 * * *', MONDAY, 1, 'Nowhere/At all')).toEqual(['no schedule']);
});

test('an hour that is left out has no run, and one that comes twice has two', () => {
  const newYork = 'America/New_York';
  expect(times('30 2 * * *', '2026-03-07T12:00:00Z', 2, newYork)).toEqual([
    '2026-03-09T06:30:00Z',
    '2026-03-10T06:30:00Z',
  ]);
  expect(times('30 1 * * *', '2026-10-31T12:00:00Z', 3, newYork)).toEqual([
    '2026-11-01T05:30:00Z',
    '2026-11-01T06:30:00Z',
    '2026-11-02T06:30:00Z',
  ]);
  expect(times('0 0 * * *', '2026-03-07T12:00:00Z', 3, newYork)).toEqual([
    '2026-03-08T05:00:00Z',
    '2026-03-09T04:00:00Z',
    '2026-03-10T04:00:00Z',
  ]);
});
