import { expect, test } from 'vitest';
import { schemaType } from '../schema';
import { encode } from './encode';
import { encodeFinal } from './encode-final';

function typeOf(name: string) {
  const type = schemaType(name);
  if (!type) throw new Error(`there is no ${name}`);
  return type;
}

const CONTAINER = { name: 'web', image: 'nginx', ports: [{ containerPort: 80, protocol: 'TCP' }] };

test('what is final is written as a copy would be', () => {
  const specs = [
    { containers: [CONTAINER], volumes: [] },
    { containers: [{ ...CONTAINER, resources: {}, env: [], command: undefined }], nodeSelector: {} },
    { containers: [{ ...CONTAINER, ports: [{ containerPort: 80, unknown: 1 }] }], hostNetwork: true },
    { containers: [{ image: 'nginx', name: 'a', resources: { limits: { cpu: '1' } } }], restartPolicy: 'Always' },
  ];
  for (const spec of specs) {
    const pod = { metadata: { name: 'web', labels: {} }, spec, status: {} };
    const copy = encode(typeOf('Pod'), pod);
    const final = encodeFinal(typeOf('Pod'), pod);
    expect(JSON.stringify(final)).toBe(JSON.stringify(copy));
  }
});

test('what is as it should be is kept, and is all that is shared', () => {
  const kept = { name: 'a', image: 'nginx', resources: {} };
  const spec = { containers: [kept, { name: 'b', image: 'nginx' }] };
  const final = encodeFinal(typeOf('PodSpec'), spec);
  expect(final).not.toBe(spec);
  expect(final['containers']).toEqual([kept, { name: 'b', image: 'nginx', resources: {} }]);
  expect(spec.containers[1]).toEqual({ name: 'b', image: 'nginx' });
  const again = encodeFinal(typeOf('PodSpec'), final);
  expect(again).toBe(final);
  const [first] = Array.isArray(final['containers']) ? (final['containers'] as unknown[]) : [];
  expect(first).toBe(kept);
});
