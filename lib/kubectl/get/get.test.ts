import { describe, expect, it } from 'vitest';
import { newTestKubectl } from '../test-kubectl';

describe('kubectl get', () => {
  it('names kinds before names where there are several', async () => {
    const { run } = await newTestKubectl();
    await run('create cm conf');
    await run('create secret generic sec');
    expect(await run('get cm/conf secret/sec --no-headers')).toMatch(
      /^configmap\/conf +0 +\w+\nsecret\/sec +Opaque +0 +\w+\n$/,
    );
    expect(await run('get cm/conf secret/nope --no-headers')).toMatch(
      /^conf +0 +\w+\nError from server \(NotFound\): secrets "nope" not found\n\[1\]$/,
    );
  });

  it('prints in every form', async () => {
    const { run } = await newTestKubectl();
    await run('create cm conf --from-literal=a=b');
    const forms: readonly (readonly [string, string])[] = [
      ['name', 'configmap/conf\n'],
      ['jsonpath={.data.a}', 'b'],
      ['jsonpath-as-json={.data.a}', '[\n    "b"\n]\n'],
      ['go-template={{.data.a}}', 'b'],
      ['custom-columns=N:.metadata.name,A:.data.a', 'N      A\nconf   b\n'],
    ];
    for (const [form, text] of forms) expect([form, await run(`get cm conf -o ${form}`)]).toEqual([form, text]);
    expect(await run('get cm conf -o kyaml')).toMatch(
      /^---\n\{\n {2}apiVersion: "v1",\n {2}data: \{\n {4}a: "b",\n {2}\},\n/,
    );
    expect(await run('get cm conf -o nope')).toContain(
      'unable to match a printer suitable for the output format "nope"',
    );
  });

  it('says what is not there', async () => {
    const { run } = await newTestKubectl();
    expect(await run('get pods')).toBe('No resources found in default namespace.\n');
    expect(await run('get nodes nope')).toBe('Error from server (NotFound): nodes "nope" not found\n[1]');
    expect(await run('get nope')).toBe('error: the server doesn\'t have a resource type "nope"\n[1]');
    expect(await run('get pods --nope')).toBe("error: unknown flag: --nope\nSee 'kubectl get --help' for usage.\n[1]");
    expect(await run('gett pods')).toContain(
      'error: unknown command "gett" for "kubectl"\n\nDid you mean this?\n\tset\n\tget\n',
    );
  });
});
