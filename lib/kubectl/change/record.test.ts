import { expect, it } from 'vitest';
import { newTestKubectl } from '../test-kubectl';

it('--record writes the command into what it changes', async () => {
  const { run, settle } = await newTestKubectl();
  await run('create deployment web --image=nginx:1.29');
  settle();
  expect(await run('set image deploy/web nginx=nginx:1.28 --record')).toBe(
    'Flag --record has been deprecated, --record will be removed in the future\ndeployment.apps/web image updated\n',
  );
  settle();
  expect(await run('rollout history deploy/web')).toContain(
    '\n2         kubectl set image deploy/web nginx=nginx:1.28 --record=true\n',
  );
});
