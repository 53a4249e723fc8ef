import { describe, expect, it } from 'vitest';
import { newTestKubectl } from '../test-kubectl';

const CONFIG = `apiVersion: v1
kind: ConfigMap
metadata:
  name: conf
data:
  a: "1"
  b: "2"
`;

describe('kubectl apply', () => {
  it('creates, leaves alone, changes, and takes away what it had applied', async () => {
    const { run, files } = await newTestKubectl({ 'conf.yaml': CONFIG });
    expect(await run('apply -f conf.yaml')).toBe('configmap/conf created\n');
    expect(await run('apply -f conf.yaml')).toBe('configmap/conf unchanged\n');
    await run(`patch cm conf -p '{"data":{"other":"3"}}'`);
    files.set('conf.yaml', CONFIG.replace('  b: "2"\n', '  c: "4"\n'));
    expect(await run('apply -f conf.yaml')).toBe('configmap/conf configured\n');
    expect(await run('get cm conf -o jsonpath={.data}')).toBe('{"a":"1","c":"4","other":"3"}');
  });

  it('shows what a client would send without sending it', async () => {
    const { run, files } = await newTestKubectl({ 'conf.yaml': CONFIG });
    await run('apply -f conf.yaml');
    files.set('conf.yaml', CONFIG.replace('"2"', '"5"'));
    expect(await run('apply -f conf.yaml --dry-run=client')).toBe('configmap/conf configured (dry run)\n');
    expect(await run('apply -f conf.yaml --dry-run=client -o jsonpath={.data.b}')).toBe('5');
    expect(await run('get cm conf -o jsonpath={.data.b}')).toBe('2');
  });

  it('hands the fields of client-side apply to the server', async () => {
    const { run, files } = await newTestKubectl({ 'conf.yaml': CONFIG });
    await run('apply -f conf.yaml');
    expect(await run('apply --server-side -f conf.yaml')).toBe('configmap/conf serverside-applied\n');
    files.set('conf.yaml', CONFIG.replace('  b: "2"\n', ''));
    await run('apply --server-side -f conf.yaml');
    expect(await run('get cm conf -o jsonpath={.data}')).toBe('{"a":"1"}');
    expect(await run('apply --server-side --field-manager=other -f -', CONFIG.replace('"1"', '"9"'))).toMatch(
      /^error: Apply failed with 1 conflict: conflict with "kubectl": \.data\.a\nPlease review/,
    );
  });

  it('does nothing where a file is missing, and takes what the selector takes', async () => {
    const { run } = await newTestKubectl({
      'conf.yaml': CONFIG,
      'k/a.yaml': CONFIG.replace('name: conf', 'name: a\n  labels: { app: web }'),
    });
    expect(await run('apply -f conf.yaml -f nope.yaml')).toBe('error: the path "nope.yaml" does not exist\n[1]');
    expect(await run('apply -f conf.yaml -f k -l app=web')).toBe('configmap/a created\n');
    expect(await run('get cm -o name -l app=web')).toBe('configmap/a\n');
  });

  it('refuses by name what is not here', async () => {
    const { run } = await newTestKubectl({ 'conf.yaml': CONFIG, 'k/kustomization.yaml': '' });
    expect(await run('apply -k .')).toBe(
      "error: unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '.'\n[1]",
    );
    expect(await run('apply -k k')).toBe('error: -k is not supported here: use -f with the files themselves\n[1]');
    expect(await run('apply -f conf.yaml --prune --all')).toBe(
      'error: --prune is not supported here: delete what you no longer want with kubectl delete\n[1]',
    );
  });

  it('views and sets what was applied last', async () => {
    const { run, files } = await newTestKubectl({ 'conf.yaml': CONFIG });
    await run('create -f conf.yaml');
    expect(await run('apply view-last-applied cm/conf')).toBe('');
    expect(await run('apply set-last-applied -f conf.yaml')).toContain('run the command with --create-annotation\n[1]');
    expect(await run('apply set-last-applied -f conf.yaml --create-annotation')).toBe('configmap/conf configured\n');
    expect(await run('apply view-last-applied cm/conf')).toContain('data:\n  a: "1"\n  b: "2"\n');
    files.set('conf.yaml', CONFIG.replace('"1"', '"7"'));
    expect(await run('apply set-last-applied -f conf.yaml')).toBe('configmap/conf configured\n');
  });
});
