/** One session: a cluster of its own, a folder of its own, its commands by bash. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newMasker } from '../../fixtures/golden/kubectl/mask.mjs';
import { serveCluster } from '../cluster/serve';
import { reasonOf } from './listed';
import type { Command, Session } from './session';

export interface Outcome {
  readonly name: string;
  /** Those that count: neither unstable nor listed. */
  readonly steps: number;
  readonly equal: number;
  /** Those that differ for a reason that stands in listed.ts. */
  readonly listed: readonly { readonly command: string; readonly reason: string }[];
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly command: string;
  readonly wanted: string;
  readonly got: string;
}

/** The recorded control plane's address. */
const RECORDED = { address: '192.0.2.2', port: 26_443 };

export async function runSession(session: Session, kubectl: string): Promise<Outcome> {
  const home = mkdtempSync(path.join(tmpdir(), 'kubetil-'));
  const folder = path.join(home, 'work');
  mkdirSync(folder);
  if (existsSync(session.files)) cpSync(session.files, folder, { recursive: true });
  // Nobody provisioned volumes in the recorded cluster.
  const door = await serveCluster({
    port: 0,
    nodes: session.nodes,
    provisioner: false,
    apiServer: RECORDED,
    behind: 3600,
  });
  const kubeconfig = path.join(home, 'config');
  writeFileSync(kubeconfig, door.kubeconfig);
  const env = {
    ...process.env,
    HOME: home,
    KUBECONFIG: kubeconfig,
    PATH: `${path.dirname(kubectl)}:${process.env['PATH'] ?? ''}`,
  };
  const maskOurs = newMasker();
  const maskTheirs = newMasker();
  const differences: Difference[] = [];
  const listed: { command: string; reason: string }[] = [];
  let steps = 0;
  try {
    for (const step of session.steps) {
      if ('write' in step) {
        for (const [file, text] of Object.entries(step.write)) writeFileSync(path.join(folder, file), text);
        continue;
      }
      if (step.settle) await door.idle();
      const got = await run(step, folder, env);
      // The recorder called its folder so, and the server's address.
      const named = (text: string): string =>
        text.replaceAll(folder, `HOME/${session.name}`).replaceAll(home, 'HOME').replaceAll(door.url, 'URL');
      const masked = (text: string): string => maskOurs(named(text));
      const ours = said({ ...got, stdout: masked(got.stdout), stderr: masked(got.stderr) });
      const theirs = said({ exit: step.exit, stdout: maskTheirs(step.stdout), stderr: maskTheirs(step.stderr) });
      if (step.unstable) continue;
      const reason = ours === theirs ? undefined : reasonOf(session.name, step.command);
      if (reason !== undefined) {
        listed.push({ command: step.command, reason });
        continue;
      }
      steps += 1;
      if (ours !== theirs) differences.push({ command: step.command, wanted: theirs, got: ours });
    }
  } finally {
    await door.close();
    rmSync(home, { recursive: true, force: true });
  }
  return { name: session.name, steps, equal: steps - differences.length, listed, differences };
}

interface Said {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

function said({ exit, stdout, stderr }: Said): string {
  return `${stdout}${stderr === '' ? '' : `[stderr]\n${stderr}`}[exit ${exit}]`;
}

const PATIENCE = 60_000;

function run({ command, stdin }: Command, cwd: string, env: NodeJS.ProcessEnv): Promise<Said> {
  return new Promise((resolve) => {
    const options = { cwd, env, encoding: 'utf8', timeout: PATIENCE, maxBuffer: 64 * 1024 * 1024 } as const;
    const child = execFile('bash', ['-c', command], options, (error, stdout, stderr) => {
      const exit = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
      resolve({ exit, stdout, stderr });
    });
    // Who doesn't read it may have ended before it is written.
    child.stdin?.on('error', () => {});
    child.stdin?.end(stdin ?? '');
  });
}
