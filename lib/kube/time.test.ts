import { expect, test } from 'vitest';
import { civilTime, formatMicroTime, formatTime, parseTime, utcMoment } from './time';

test.each([
  [0, '1970-01-01T00:00:00Z'],
  [951_782_400_000, '2000-02-29T00:00:00Z'],
  [1_652_432_400_999, '2022-05-13T09:00:00Z'],
  [-1000, '1969-12-31T23:59:59Z'],
])('%s is written %s', (ms, text) => {
  expect(formatTime(ms)).toBe(text);
});

test('every day of two centuries is what the platform says', () => {
  for (let day = -36_524; day < 36_525; day += 1) {
    const ms = day * 86_400_000 + 45_296_000;
    expect(formatTime(ms)).toBe(new Date(ms).toISOString().replace('.000', ''));
    expect(civilTime(ms).weekday).toBe(new Date(ms).getUTCDay());
    expect(parseTime(formatTime(ms))).toBe(ms);
  }
});

test('a micro time has six digits', () => {
  expect(formatMicroTime(1_652_432_400_123.5)).toBe('2022-05-13T09:00:00.123500Z');
  expect(parseTime('2022-05-13T09:00:00.123500Z')).toBe(1_652_432_400_123.5);
});

test('what is no moment is undefined', () => {
  expect(parseTime('today')).toBeUndefined();
  expect(parseTime(null)).toBeUndefined();
});

test('a day beyond the month is one of the next', () => {
  expect(formatTime(utcMoment(2026, 2, 31))).toBe('2026-03-03T00:00:00Z');
});
