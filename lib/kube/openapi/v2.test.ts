/** Reads the bytes back as gnostic's messages. That the real kubectl takes them was tried with Lists, right and wrong. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { learnStructure } from '../schema';
import { furtherStructure } from '../schema/generated/further-structure';
import { openApiV2Document } from './index';
import { message, text } from './protobuf';

beforeAll(() => learnStructure(furtherStructure));
afterAll(() => learnStructure({}));

/** The contents of a message's fields, by number. */
function fields(bytes: Uint8Array): Map<number, Uint8Array[]> {
  const found = new Map<number, Uint8Array[]>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 0x80) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const length = varint();
    found.set(tag >> 3, [...(found.get(tag >> 3) ?? []), bytes.subarray(at, at + length)]);
    at += length;
  }
  return found;
}

function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}

function definitions(): Map<string, Map<number, Uint8Array[]>> {
  const [holder = new Uint8Array()] = fields(openApiV2Document()).get(9) ?? [];
  const named = (fields(holder).get(1) ?? []).map((definition) => fields(definition));
  return new Map(
    named.map((definition) => [textOf(definition.get(1)?.[0]), fields(definition.get(2)?.[0] ?? new Uint8Array())]),
  );
}

test('a field is its number, its length and its content', () => {
  expect([...text(1, 'ab')]).toEqual([0x0a, 2, 0x61, 0x62]);
  expect([...text(25, 'é')]).toEqual([0xca, 1, 2, 0xc3, 0xa9]);
  expect([...message(2, text(1, 'a'), text(1, 'b'))]).toEqual([0x12, 6, 0x0a, 1, 0x61, 0x0a, 1, 0x62]);
  expect(Array.from(text(1, 'x'.repeat(300)).slice(0, 3))).toEqual([0x0a, 0xac, 2]);
});

test('a kind is found by its group, version and kind', () => {
  const [extension] = definitions().get('io.k8s.api.apps.v1.Deployment')?.get(31) ?? [];
  const named = fields(extension ?? new Uint8Array());
  expect(textOf(named.get(1)?.[0])).toBe('x-kubernetes-group-version-kind');
  expect(textOf(fields(named.get(2)?.[0] ?? new Uint8Array()).get(2)?.[0])).toBe(
    '[{"group":"apps","kind":"Deployment","version":"v1"}]',
  );
});

test('a type has its fields and says which it needs', () => {
  const spec = definitions().get('io.k8s.api.apps.v1.DeploymentSpec');
  expect(spec?.get(19)?.map(textOf)).toEqual(['selector', 'template']);
  const [properties = new Uint8Array()] = spec?.get(25) ?? [];
  const [first] = (fields(properties).get(1) ?? []).map((property) => fields(property));
  expect(textOf(first?.get(1)?.[0])).toBe('minReadySeconds');
  const value = fields(first?.get(2)?.[0] ?? new Uint8Array());
  expect(textOf(value.get(2)?.[0])).toBe('int32');
  expect(textOf(fields(value.get(22)?.[0] ?? new Uint8Array()).get(1)?.[0])).toBe('integer');
});

test('every type that is referred to is there', () => {
  const names = definitions();
  const references = new Set(textOf(openApiV2Document()).match(/#\/definitions\/[\w.-]+/g));
  expect(references.size).toBeGreaterThan(300);
  // A reference is followed by a byte that may be a letter: names are compared from their beginning.
  for (const reference of references) {
    const text = reference.slice('#/definitions/'.length);
    expect([...names.keys()].some((name) => text.startsWith(name))).toBe(true);
  }
});
