import { describe, expect, it } from 'vitest';
import { newTestShell } from './test-shell';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: { app: web }
spec:
  containers:
    - name: web
      image: nginx:1.29
`;

describe('the shell', () => {
  it('runs the tools of images with pipes, quotes, variables and files', async () => {
    const { run, files } = await newTestShell({ 'pod.yaml': POD });
    expect(await run('ls')).toBe('pod.yaml\n');
    expect(await run('grep image pod.yaml | sed "s/^ *//"')).toBe('image: nginx:1.29\n');
    expect(await run('x=$(echo -n hi | base64); echo "$x"')).toBe('aGk=\n');
    expect(await run('echo $x && false || echo no')).toBe('aGk=\nno\n');
    expect(await run('echo one > a.txt; echo two >> a.txt; wc -l < a.txt')).toMatch(/^ *2\n$/);
    expect(files.get('a.txt')).toBe('one\ntwo\n');
    expect(await run('mkdir k8s && cd k8s && pwd')).toBe('/home/learner/k8s\n');
    expect(await run('cd nowhere')).toBe('bash: cd: nowhere: No such file or directory\n[1]');
    expect(await run('cat <<EOF\nhello $x\nEOF')).toBe('hello aGk=\n');
    expect(await run('foo')).toContain('bash: foo: command not found\n');
    expect(await run('echo "a')).toBe('bash: unterminated quoted string\n[2]');
    expect(await run('echo )')).toBe("bash: syntax error near unexpected token `)'\n[2]");
  });

  it('speaks to the cluster', async () => {
    const { run, marks } = await newTestShell({ 'pod.yaml': POD });
    expect(await run('kubectl apply -f pod.yaml')).toBe('pod/web created\n');
    expect(await run('kubectl wait --for=condition=Ready pod/web --timeout=60s')).toBe('pod/web condition met\n');
    expect(await run('kubectl get pods | grep web')).toMatch(/^web +1\/1 +Running/);
    expect(await run('kubectl get pod web -o name | xargs kubectl delete')).toBe(
      'pod "web" deleted from default namespace\n',
    );
    expect(await run('cat pod.yaml | kubectl apply -f -')).toBe('pod/web created\n');
    expect(marks).toEqual([
      'kubectl apply -f pod.yaml',
      'kubectl get pod web -o name | xargs kubectl delete',
      'cat pod.yaml | kubectl apply -f -',
    ]);
  });

  it('ends what goes on with Ctrl+C', async () => {
    const test = await newTestShell({ 'pod.yaml': POD });
    await test.run('kubectl apply -f pod.yaml');
    for (const line of ['while true; do :; done', 'yes', 'kubectl get pods -w | grep web', 'sleep 1000', 'cat']) {
      const begun = test.begin(line);
      await begun.pass(2000);
      begun.interrupt();
      expect([line, await begun.done]).toEqual([line, 130]);
    }
    expect(await test.run('echo still here')).toBe('still here\n');
  });

  it('streams through a pipe', async () => {
    const test = await newTestShell({ 'pod.yaml': POD });
    const begun = test.begin('kubectl get pods -w | grep web');
    await begun.pass(500);
    await test.run('true').catch(() => undefined);
    expect(begun.printed()).toBe('');
    begun.interrupt();
    await begun.done;
  });

  it('types into a command', async () => {
    const { begin } = await newTestShell();
    const begun = begin('read name; echo "hello $name"');
    await begun.pass(200);
    begun.type('Kim\n');
    expect(await begun.done).toBe(0);
    expect(begun.printed()).toBe('hello Kim\n');
    const cat = begin('cat');
    await cat.pass(200);
    cat.type('a\n');
    cat.type('b\n');
    cat.endInput();
    expect(await cat.done).toBe(0);
    expect(cat.printed()).toBe('a\nb\n');
  });

  it('knows when a line is not complete', async () => {
    const { shell } = await newTestShell();
    for (const line of [
      'echo "a',
      'echo \\',
      'cat <<EOF',
      'a |',
      'a &&',
      'echo $(',
      '(',
      '{ a',
      'if true',
      'for i in 1; do',
      "echo 'x\n",
    ])
      expect([line, shell.isIncomplete(line)]).toEqual([line, true]);
    for (const line of ['', 'echo a', 'echo )', 'cat <<EOF\na\nEOF', 'echo a &', 'echo "\\\\"'])
      expect([line, shell.isIncomplete(line)]).toEqual([line, false]);
  });
});
