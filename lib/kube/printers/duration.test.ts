import { expect, test } from 'vitest';
import { humanDuration, shortHumanDuration } from './index';

const S = 1000;
const M = 60 * S;
const H = 60 * M;
const D = 24 * H;

test.each([
  [-2 * S, '<invalid>'],
  [-2 * S + 1, '0s'],
  [0, '0s'],
  [S - 1, '0s'],
  [2 * M - 1, '119s'],
  [2 * M, '2m'],
  [2 * M + S, '2m1s'],
  [10 * M - 1, '9m59s'],
  [10 * M, '10m'],
  [10 * M + S, '10m'],
  [3 * H - 1, '179m'],
  [3 * H, '3h'],
  [3 * H + M, '3h1m'],
  [8 * H - 1, '7h59m'],
  [8 * H, '8h'],
  [2 * D - 1, '47h'],
  [2 * D, '2d'],
  [2 * D + H, '2d1h'],
  [8 * D - 1, '7d23h'],
  [8 * D, '8d'],
  [2 * 365 * D - 1, '729d'],
  [2 * 365 * D, '2y'],
  [2 * 365 * D + 10 * D, '2y10d'],
  [8 * 365 * D - 1, '7y364d'],
  [8 * 365 * D, '8y'],
])('%i ms are %s', (ms, text) => {
  expect(humanDuration(ms)).toBe(text);
});

test.each([
  [-2 * S, '<invalid>'],
  [-S, '0s'],
  [59 * S, '59s'],
  [M, '1m'],
  [H, '1h'],
  [D, '1d'],
  [364 * D, '364d'],
  [365 * D, '1y'],
  [730 * D - 1, '1y'],
])('%i ms are %s in short', (ms, text) => {
  expect(shortHumanDuration(ms)).toBe(text);
});
