import { gzipSync, strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { fromHash, readPlace, toHash, writePlace } from './place-file';

const place = { files: { 'app.yaml': 'kind: Pod\n# 안녕하세요\n', 'k8s/web.yaml': '' }, cluster: '{"a":1}' };

test('a place comes back from a file and from a link', () => {
  expect(readPlace(writePlace(place))).toEqual(place);
  expect(fromHash(toHash(place))).toEqual(place);
  expect(toHash(place)).toMatch(/^#place=[\w-]+$/);
});

test('a link of another kind is none', () => {
  expect(fromHash('')).toBeUndefined();
  expect(fromHash('#chapter-2')).toBeUndefined();
});

test('what is damaged, foreign, or newer says so', () => {
  expect(fromHash('#place=%%%')).toEqual({ fault: 'damaged' });
  expect(fromHash(toHash(place).slice(0, 60))).toEqual({ fault: 'damaged' });
  expect(readPlace('{')).toEqual({ fault: 'damaged' });
  expect(readPlace('{"format":"other"}')).toEqual({ fault: 'foreign' });
  expect(readPlace('{"format":"kubetil-place","version":2}')).toEqual({ fault: 'newer' });
  expect(readPlace('{"format":"kubetil-place","version":1,"files":{"a.yaml":1}}')).toEqual({ fault: 'damaged' });
  for (const name of ['../a.yaml', '/etc/a.yaml', '.hidden', '', 'a//b']) {
    const text = JSON.stringify({ format: 'kubetil-place', version: 1, files: { [name]: '' } });
    expect(readPlace(text)).toEqual({ fault: 'damaged' });
  }
});

test('a small link that unpacks to very much is refused', () => {
  const bytes = gzipSync(strToU8(`"${'a'.repeat(30_000_000)}"`));
  const hash = `#place=${btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')}`;
  expect(hash.length).toBeLessThan(60_000);
  expect(fromHash(hash)).toEqual({ fault: 'large' });
});
