import { expect, test } from 'vitest';
import { fuzz } from './run';

test('whatever is typed, nothing throws and nothing hangs', { timeout: 120_000 }, async () => {
  const { faults } = await fuzz({ count: 2000, seed: 20220513 });
  expect(faults.slice(0, 3)).toEqual([]);
});
