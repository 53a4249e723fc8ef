import { compile } from '@mdx-js/mdx';
import { expect, test } from 'vitest';
import { numberRecalls } from './number-recalls';

test('questions are numbered in their order, wherever they stand', async () => {
  const question = '<Recall question="?">\n\n- a\n\n</Recall>\n';
  const source = `${question}\n## Next\n\n<Callout title="a">\n\n${question}\n</Callout>\n\n${question}`;
  const code = String(await compile(source, { remarkPlugins: [numberRecalls], jsx: true }));
  expect(Array.from(code.matchAll(/<Recall question="\?" ([^>]+)>/g), (match) => match[1])).toEqual([
    'number="1"',
    'number="2"',
    'number="3"',
  ]);
});
