import { expect, test } from 'vitest';
import { renamedTexts } from './renamed-texts';

test('edits of one file do not move each other, and files without one are not written', () => {
  const files = [
    { name: 'a.yaml', text: 'web: web' },
    { name: 'b.yaml', text: 'x: web' },
    { name: 'c.yaml', text: 'web' },
  ];
  const edit = (file: string, start: number) => ({ file, range: { start, end: start + 3 }, text: 'front' });
  expect(renamedTexts(files, [edit('a.yaml', 0), edit('a.yaml', 5), edit('b.yaml', 3)])).toEqual({
    'a.yaml': 'front: front',
    'b.yaml': 'x: front',
  });
});
