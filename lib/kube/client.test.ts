import { expect, test } from 'vitest';
import { clientRefusal } from './client';

const OFF = 'if you choose to ignore these errors, turn validation off with --validate=false';

// What kubectl v1.36.3 prints after `error: `.
test.each<[unknown, string]>([
  ['text', `error validating "STDIN": error validating data: invalid object to validate; ${OFF}`],
  [{}, `error validating "STDIN": error validating data: [apiVersion not set, kind not set]; ${OFF}`],
  [{ apiVersion: 'v1' }, `error validating "STDIN": error validating data: kind not set; ${OFF}`],
  [
    { apiVersion: 5, kind: 'Pod' },
    `error validating "STDIN": error validating data: apiVersion isn't string type; ${OFF}`,
  ],
  [
    { apiVersion: 'a/b/c', kind: 'Pod' },
    `error validating "STDIN": error validating data: unexpected GroupVersion string: a/b/c; ${OFF}`,
  ],
  [
    { apiVersion: 'v1', kind: '' },
    `unable to decode "STDIN": Object 'Kind' is missing in '{"apiVersion":"v1","kind":""}'`,
  ],
  [
    { apiVersion: 'v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } },
    'resource mapping not found for name: "web" namespace: "shop" from "STDIN": no matches for kind "Deployment" in version "v1"\nensure CRDs are installed first',
  ],
  [
    { apiVersion: 'extensions/v1beta1', kind: 'Ingress' },
    'resource mapping not found for name: "" namespace: "" from "STDIN": no matches for kind "Ingress" in version "extensions/v1beta1"\nensure CRDs are installed first',
  ],
  [
    { apiVersion: 'v1', kind: 'Pod', metadata: 'web' },
    'unable to decode "STDIN": json: cannot unmarshal string into Go struct field metadataOnlyObject.metadata of type v1.ObjectMeta',
  ],
  [
    { apiVersion: 'v1', kind: 'Foo', metadata: { labels: { a: 5 } } },
    'unable to decode "STDIN": json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string',
  ],
  [
    { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: '../x' } },
    `error when creating "STDIN": invalid namespace "../x": [may not contain '/']`,
  ],
])('%j is not sent', (manifest, message) => {
  expect(clientRefusal(manifest)?.message).toBe(message);
});

test.each([
  { apiVersion: 'v1', kind: 'Pod', metadata: { unknown: 1 }, spec: 5 },
  { apiVersion: 'v1', kind: 'pod' },
  { apiVersion: '/v1', kind: 'ConfigMap' },
  { apiVersion: 'apps/', kind: 'Deployment' },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { namespace: 'a/b' } },
])('%j is left to the server', (manifest) => {
  expect(clientRefusal(manifest)).toBeUndefined();
});

test('names the file, and says what to mark', () => {
  expect(clientRefusal({ kind: 'Pod' }, { file: 'pod.yaml' })).toEqual({
    message: `error validating "pod.yaml": error validating data: apiVersion not set; ${OFF}`,
    path: ['apiVersion'],
    at: 'key',
    reason: 'FieldValueRequired',
  });
});
