import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../index';

/**
 * Texts made at random, with what kubectl's reader (apimachinery 0.36.3 over go-yaml 2.4.3) answered for each document
 * up to the first fault; null documents are left out, as kubectl leaves them out. Every fault that reader has words for
 * is among them.
 */
interface Recorded {
  readonly text: string;
  readonly answers: readonly ({ readonly json: string } | { readonly error: string })[];
}

const lines = readFileSync(new URL('go-yaml.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');

function answersFor(text: string): Recorded['answers'] {
  const answers: ({ json: string } | { error: string })[] = [];
  for (const document of parseYaml(text).documents) {
    if (document.fault) return [...answers, { error: document.fault.error }];
    if (document.value !== null) answers.push({ json: toJson(document.value) });
  }
  return answers;
}

/** JSON with sorted keys, as Go writes it. */
function toJson(value: unknown): string {
  if (typeof value === 'bigint' || Object.is(value, -0)) return Object.is(value, -0) ? '-0' : String(value);
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${toJson(field)}`).join(',')}}`;
}

describe('a text read by go-yaml', () => {
  it('is recorded six hundred times', () => {
    expect(lines.length).toBeGreaterThan(600);
  });

  it.each(lines.map((line): Recorded => JSON.parse(line)))('has the same answers here: $text', ({ text, answers }) => {
    expect(answersFor(text)).toEqual(answers);
  });
});
