import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Exchange, Hop } from '@/lib/cluster';
import { explain } from './failure';
import { failureWords } from './failure-words';

const POD: Hop = { at: 'pod', name: 'default/client' };
const OUTSIDE: Hop = { at: 'outside', name: 'outside' };

function failed(why: string, ...hops: Hop[]): Exchange {
  return { hops, outcome: { failed: 'timeout', why } };
}

/** The sentences of the network's code, a name in each place. */
function sentences(): string[] {
  const text = ['way', 'resolution', 'origin']
    .map((name) => readFileSync(`lib/cluster/network/${name}.ts`, 'utf8'))
    .join('\n');
  const found = [...text.matchAll(/(?:#lost|#refused|why: |return )\(?\s*(?:`([^`]*)`|'([^']*)')/g)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((sentence) => /^(?:[A-Z]|\$\{).*[.}]$/.test(sentence) && sentence.includes(' '));
  return found.map((sentence) =>
    sentence
      .replace("${direction === 'egress' ? 'out of' : 'in to'}", 'out of')
      .replace('${hint}', ' There is a Service shop/web.')
      .replace(/\$\{[^}]*\}/g, 'shop/web'),
  );
}

test('every sentence of the network is explained', () => {
  const all = sentences();
  expect(all.length).toBeGreaterThanOrEqual(22);
  expect(all.filter((sentence) => explain(failed(sentence, POD)) === undefined)).toEqual([]);
});

test('both languages have the same places in their sentences', () => {
  const placesOf = (sentences: Readonly<Record<string, string>>) =>
    Object.entries(sentences).map(
      ([key, sentence]) => `${key} ${[...new Set(sentence.match(/\{\w+\}/g))].sort().join()}`,
    );
  expect(placesOf(failureWords.ko.why)).toEqual(placesOf(failureWords.en.why));
});

test('a Service of another namespace is named as it is called from here', () => {
  expect(explain(failed('No name server knows mongo. There is a Service data/mongo.', POD))).toEqual({
    key: 'elsewhere',
    values: { host: 'mongo', services: 'data/mongo', name: 'mongo.data' },
    commands: ['kubectl get services -n data'],
  });
});

test('a name that is not found outside is another matter than one in the cluster', () => {
  expect(explain(failed('No name server knows web.', POD))).toMatchObject({
    key: 'unknown',
    commands: ['kubectl get services'],
  });
  expect(explain(failed('No name server knows web.', OUTSIDE))?.key).toBe('unknownOutside');
});

test('a closed port of a Pod leads back to the Service that sent it there', () => {
  const hops: Hop[] = [POD, { at: 'service', name: 'shop/web' }, { at: 'container', name: 'shop/web-1' }];
  expect(explain(failed('Nothing listens on port 80 of the Pod shop/web-1.', ...hops))?.commands).toEqual([
    'kubectl describe service web -n shop',
    'kubectl describe pod web-1 -n shop',
    'kubectl logs web-1 -n shop',
  ]);
});

test('what ingress-nginx answers itself is explained, and what an application answers is its own', () => {
  const ingress: Hop = { at: 'ingress', name: 'default/shop', detail: 'shop.test/' };
  const service: Hop = { at: 'service', name: 'default/web' };
  const container: Hop = { at: 'container', name: 'default/web-1' };
  const answer = (status: number, body: string, ...hops: Hop[]): string | undefined =>
    explain({ hops, outcome: { reply: { http: { status, headers: {}, body } }, address: '' } })?.key;
  const nginx = '<center>nginx</center>';
  expect(answer(404, nginx, { at: 'ingress', name: 'ingress-nginx', detail: 'no rule for x/' })).toBe('ingressNoRule');
  expect(answer(308, nginx, ingress)).toBe('ingressToTls');
  expect(answer(503, nginx, ingress)).toBe('ingressNoService');
  expect(answer(503, nginx, ingress, service)).toBe('ingressNoEndpoint');
  expect(answer(502, nginx, ingress, service, container)).toBe('ingressBroken');
  expect(answer(500, 'no database', service, container)).toBe('applicationFault');
  expect(answer(404, 'Cannot GET /x', service, container)).toBeUndefined();
  expect(answer(200, 'hello', service, container)).toBeUndefined();
});
