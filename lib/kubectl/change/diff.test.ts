import { describe, expect, it } from 'vitest';
import { newTestKubectl } from '../test-kubectl';

const SECRET = `apiVersion: v1
kind: Secret
metadata:
  name: sec
data:
  a: YQ==
  b: Yg==
`;

describe('kubectl diff', () => {
  it('shows what apply would change, and changes nothing', async () => {
    const { run, files } = await newTestKubectl({ 'conf.yaml': SECRET.replace('Secret', 'ConfigMap') });
    expect(await run('diff -f conf.yaml')).toMatch(
      /^diff -u -N \/tmp\/LIVE-\d+\/v1\.ConfigMap\.default\.sec \/tmp\/MERGED-\d+\/v1\.ConfigMap\.default\.sec\n--- [^\n]*\n\+\+\+ [^\n]*\n@@ -0,0 \+1,\d+ @@\n\+apiVersion: v1\n/,
    );
    await run('apply -f conf.yaml');
    expect(await run('diff -f conf.yaml')).toBe('');
    files.set('conf.yaml', (files.get('conf.yaml') ?? '').replace('  b: Yg==\n', '  c: "3"\n'));
    const shown = await run('diff -f conf.yaml');
    expect(shown).toContain('\n   a: YQ==\n-  b: Yg==\n+  c: "3"\n kind: ConfigMap\n');
    expect(shown.endsWith('[1]')).toBe(true);
    expect(await run('get cm sec -o jsonpath={.data.b}')).toBe('Yg==');
  });

  it("hides a Secret's values", async () => {
    const { run } = await newTestKubectl({ 'sec.yaml': SECRET });
    await run('apply -f sec.yaml');
    const shown = await run('diff -f -', SECRET.replace('YQ==', 'YWE='));
    expect(shown).toContain("-  a: '*** (before)'\n+  a: '*** (after)'\n   b: '***'\n");
    expect(shown).not.toContain('YWE=');
  });

  it('tells errors from differences by its exit code', async () => {
    const { run } = await newTestKubectl();
    expect(await run('diff')).toBe('error: must specify one of -f and -k\n[2]');
    expect(await run('diff --nope')).toBe(
      "error: unknown flag: --nope\nSee 'kubectl diff -h' for help and examples\n[2]",
    );
  });
});
