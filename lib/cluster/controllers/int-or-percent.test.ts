import { expect, test } from 'vitest';
import { scaledValue } from './int-or-percent';

test('a share is rounded as it is asked for, a number stays', () => {
  expect(scaledValue('25%', 3, 'up')).toBe(1);
  expect(scaledValue('25%', 3, 'down')).toBe(0);
  expect(scaledValue('100%', 3, 'down')).toBe(3);
  expect(scaledValue(2, 10, 'up')).toBe(2);
  expect(scaledValue(undefined, 10, 'up')).toBe(0);
});
