import { describe, expect, it } from 'vitest';
import { newTestKubectl, type TestKubectl } from '../test-kubectl';

async function withDeployment(): Promise<TestKubectl> {
  const test = await newTestKubectl();
  await test.run('create deployment web --image=nginx:1.29 --replicas=2');
  test.settle();
  return test;
}

const HEAD = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`;

describe('kubectl edit', () => {
  it('sends what was changed', async () => {
    const test = await withDeployment();
    test.edited = (text) => text.replace('replicas: 2', 'replicas: 3');
    expect(await test.run('edit deploy web')).toBe('deployment.apps/web edited\n');
    expect(await test.run('get deploy web -o jsonpath={.spec.replicas}')).toBe('3');
  });

  it('does nothing where nothing was changed, or the editor left', async () => {
    const test = await withDeployment();
    test.edited = (text) => `# a remark\n${text}`;
    expect(await test.run('edit deploy web')).toBe('Edit cancelled, no changes made.\n');
    test.edited = () => undefined;
    expect(await test.run('edit deploy web')).toBe('Edit cancelled, no changes made.\n');
  });

  it('opens the file again with what is wrong, and gives up when nothing is mended', async () => {
    const test = await withDeployment();
    const opened: string[] = [];
    test.edited = (text) => {
      opened.push(text);
      return opened.length > 1 ? text : text.replace('replicas: 2', 'replicas: -1');
    };
    const printed = await test.run('edit deploy web');
    expect(printed).toMatch(
      /^error: deployments\.apps "web" is invalid\nA copy of your changes has been stored to "(.*)"\nerror: Edit cancelled, no valid changes were saved\.\n\[1\]$/,
    );
    expect(opened[0]?.startsWith(`${HEAD}apiVersion: apps/v1\n`)).toBe(true);
    expect(opened[1]).toContain(
      `${HEAD}# deployments.apps "web" was not valid:\n# * spec.replicas: Invalid value: -1: must be greater than or equal to 0\n#\napiVersion`,
    );
    expect(test.files.get(/"(\/tmp\/.*)"/.exec(printed)?.[1] ?? '')).toContain('replicas: -1');
  });

  it('takes a mended file', async () => {
    const test = await withDeployment();
    const texts = ['replicas: many', 'replicas: 4'];
    test.edited = (text) => text.replace(/replicas: (?:2|many)$/m, texts.shift() ?? '');
    expect(await test.run('edit deploy web')).toBe(
      'error: deployments.apps "web" is invalid\ndeployment.apps/web edited\n',
    );
  });

  it('words what is no YAML, and what no server serves', async () => {
    const test = await withDeployment();
    const opened: string[] = [];
    const say = (change: (text: string) => string): void => {
      opened.length = 0;
      test.edited = (text) => {
        opened.push(text);
        return opened.length > 1 ? text : change(text);
      };
    };
    say((text) => text.replace('kind: Deployment', ''));
    await test.run('edit deploy web');
    expect(opened[1]).toContain('# * <nil>: Invalid value: "The edited file failed validation": kind not set\n');
    say((text) => text.replace('kind: Deployment', 'kind: Foo'));
    await test.run('edit deploy web');
    expect(opened[1]).toContain(
      'no matches for kind "Foo" in version "apps/v1"\n# ensure CRDs are installed first\n#\n',
    );
  });

  it('edits several at once, and passes over those that stay', async () => {
    const test = await withDeployment();
    await test.run('create cm conf --from-literal=a=b');
    test.edited = (text) => text.replace('a: b', 'a: c');
    expect(await test.run('edit deploy/web cm/conf')).toBe('deployment.apps/web skipped\nconfigmap/conf edited\n');
    test.edited = (text) => text.replace('name: conf', 'name: other');
    expect(await test.run('edit cm conf')).toContain(
      'error: At least one of apiVersion, kind and name was changed\n[1]',
    );
  });
});
