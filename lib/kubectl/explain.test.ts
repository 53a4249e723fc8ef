import { expect, it } from 'vitest';
import { newTestKubectl } from './test-kubectl';

it('explain finds fields, and says what there is none of', async () => {
  const { run } = await newTestKubectl();
  expect(await run('explain deploy.spec.replicas')).toMatch(
    /^GROUP: {6}apps\nKIND: {7}Deployment\nVERSION: {4}v1\n\nFIELD: replicas <integer>\n/,
  );
  expect(await run('explain pod.nope')).toBe(
    'KIND:       Pod\nVERSION:    v1\n\nerror: field "nope" does not exist\n[1]',
  );
  expect(await run('explain nope')).toBe('the server doesn\'t have a resource type "nope"\n[1]');
  expect(await run('explain pod --output=nope')).toBe('error: unrecognized format: nope\n[1]');
  expect(await run('explain')).toContain('You must specify the type of resource to explain.');
});
