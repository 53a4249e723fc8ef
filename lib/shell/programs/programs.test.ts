import { describe, expect, it } from 'vitest';
import { newTestShell } from '../test-shell';

describe('the programs of the computer', () => {
  it('names what is not here, with what is, and the nearest of a misspelt name', async () => {
    const { run } = await newTestShell();
    expect(await run('git status')).toBe(
      'bash: git: command not found\ngit is not here: the files here are kept by the page: they are saved as you type, and "reset" brings a lesson\'s own back\n[127]',
    );
    expect(await run('apt install jq')).toContain('apt is not here: there is nothing to install');
    expect(await run('kubeclt get pods')).toBe('bash: kubeclt: command not found\nDid you mean kubectl?\n[127]');
    expect(await run('gerp a b')).toContain('Did you mean grep?');
    expect(await run('k get pods')).toContain('k is not here: alias k=kubectl makes it');
    expect(await run('zz')).toBe('bash: zz: command not found\n[127]');
    expect(await run('abracadabra')).toBe('bash: abracadabra: command not found\n[127]');
    expect(await run('sudo helm list')).toContain('sudo: helm: command not found\nhelm is not here: ');
  });

  it('opens files in the editor and addresses in the page', async () => {
    const test = await newTestShell({ 'pod.yaml': 'a' });
    test.edited = (text) => `${text}b`;
    expect(await test.run('mkdir k8s; vim pod.yaml && nano k8s/new.yaml && code +3 pod.yaml')).toBe('');
    expect(test.edits.map(({ name }) => name)).toEqual(['pod.yaml', 'new.yaml', 'pod.yaml']);
    expect([test.files.get('pod.yaml'), test.files.get('k8s/new.yaml')]).toEqual(['abb', 'b']);
    expect(await test.run('vi')).toBe('vi: which file? For example: vi pod.yaml\n[1]');
    expect(await test.run('vi k8s')).toBe(
      'vi: k8s: Is a directory (all files stand beside this terminal; vi FILE opens one)\n[1]',
    );
    expect(await test.run('open 192.168.49.2:30080 && xdg-open https://shop.example')).toBe('');
    expect(test.shown).toEqual([{ url: 'http://192.168.49.2:30080' }, { url: 'https://shop.example' }]);
  });

  it('opens nothing that is no address', async () => {
    const { run, shown } = await newTestShell({ Dockerfile: '', 'pod.yaml': '' });
    expect(await run('open pod.yaml')).toBe('open: code pod.yaml opens a file in the editor\n[1]');
    expect(await run('open Dockerfiles')).toContain('open: only addresses can be opened here');
    expect(shown).toEqual([]);
  });

  it('knows who and where it is', async () => {
    const { run } = await newTestShell();
    expect(await run('whoami; sudo whoami; hostname; which kubectl ls')).toBe(
      'learner\nroot\nkubetil\n/usr/local/bin/kubectl\n/usr/bin/ls\n',
    );
    expect(await run('which nowhere')).toBe('[1]');
    expect(await run('type cd kubectl')).toBe('cd is a shell builtin\nkubectl is /usr/local/bin/kubectl\n');
    expect(await run('/usr/local/bin/kubectl version --client | head -n 1')).toMatch(/^Client Version: v1\.36/);
  });

  it('has a name server of its own, which knows nothing of the cluster', async () => {
    const { run } = await newTestShell();
    expect(await run('nslookup kubernetes.default.svc.cluster.local')).toContain('Server:\t\t127.0.0.53\n');
    expect(await run('curl -s kubernetes.default.svc.cluster.local')).toBe('[6]');
    expect(
      await run('echo 192.168.49.2 shop.example | sudo tee -a /etc/hosts > /dev/null; nslookup shop.example'),
    ).toContain('Address: 192.168.49.2\n');
  });

  it('remembers aliases, and what was run', async () => {
    const { run, shell } = await newTestShell();
    expect(await run("alias k='kubectl get'")).toBe('');
    expect(await run('k namespaces -o name')).toContain('namespace/default\n');
    shell.history = ['ls', 'kubectl get pods'];
    expect(await run('history')).toBe('    1  ls\n    2  kubectl get pods\n');
    expect(await run('history 1')).toBe('    2  kubectl get pods\n');
  });

  it('watches a command until Ctrl+C', async () => {
    const { begin } = await newTestShell();
    const begun = begin('watch -n 1 kubectl get nodes');
    await begun.pass(3500);
    begun.interrupt();
    expect(await begun.done).toBe(130);
    const screens = begun.printed().split('\u001b[H\u001b[2J\u001b[3J');
    expect(screens.length).toBeGreaterThan(3);
    expect(screens[1]).toMatch(
      /^Every 1\.0s: kubectl get nodes {4}kubetil: Mon Jan {2}5 .*\n\nNAME .*\nminikube .*\n$/,
    );
  });

  it('has a page on each command', async () => {
    const { run } = await newTestShell();
    expect(await run('help')).toMatch(/ {2}kubectl {3}talks to the cluster\n/);
    expect(await run('man grep')).toBe(
      'grep: prints the lines that hold a text\n\nExamples:\n  kubectl get pods | grep web\n  grep -n image pod.yaml\n',
    );
    expect(await run('help kubectl')).toContain('kubectl controls the Kubernetes cluster manager.');
    expect(await run('man')).toContain('What manual page do you want?');
    expect(await run('man helm')).toContain('No manual entry for helm\nhelm is not here: ');
  });

  it('lets go who waited for a time that was taken back', async () => {
    const test = await newTestShell();
    const before = test.cluster.moment();
    await test.run('sleep 100 & sleep 50');
    test.cluster.goTo(before);
    await test.run('true; sleep 1');
    expect(await test.run('jobs')).not.toContain('Running');
  });

  it('runs in the background', async () => {
    const { run } = await newTestShell();
    expect(await run('sleep 1000 &')).toMatch(/^\[1\] \d+\n$/);
    expect(await run('jobs')).toBe('[1]   Running                 sleep 1000 &\n');
    expect(await run('kill %1; sleep 1')).toBe('[1]+  Terminated              sleep 1000 &\n');
    expect(await run('kill %1')).toBe('bash: kill: %1: no such job\n[1]');
  });
});
