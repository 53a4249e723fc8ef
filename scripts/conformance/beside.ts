/**
 * `npx tsx scripts/conformance/beside.ts FILE [NODES]`: the commands of FILE, one a line, by the real kubectl and by the page's
 * own, each on a cluster of its own; prints where they differ. For what no session was recorded of yet. `#` begins a remark;
 * `## idle` lets the cluster come to rest.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { structuredPatch } from 'diff';
import { newMasker } from '../../fixtures/golden/kubectl/mask.mjs';
import { serveCluster } from '../cluster/serve';
import { realKubectl } from './kubectl';
import { pageKubectl } from './page';

const [file = '', nodes = '1'] = process.argv.slice(2);
const lines = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '' && (!line.startsWith('#') || line.startsWith('## idle')));
const real = await runAll(await realKubectl());
const page = await runAll(await pageKubectl());
let equal = 0;
lines.forEach((line, i) => {
  if (real[i] === page[i]) equal++;
  else console.log(`$ ${line}\n${difference(real[i], page[i])}\n`);
});
console.log(`${equal} of ${lines.length} equal`);
process.exit();

async function runAll(kubectl: string): Promise<string[]> {
  const home = mkdtempSync(path.join(tmpdir(), 'kubetil-'));
  const folder = path.join(home, 'work');
  mkdirSync(folder);
  const door = await serveCluster({ port: 0, nodes: Number(nodes) });
  writeFileSync(path.join(home, 'config'), door.kubeconfig);
  const env = {
    ...process.env,
    HOME: home,
    KUBECONFIG: path.join(home, 'config'),
    PATH: `${path.dirname(kubectl)}:${process.env['PATH'] ?? ''}`,
  };
  const mask = newMasker();
  const outputs: string[] = [];
  for (const line of lines) {
    if (line === '## idle') {
      await door.idle();
      outputs.push('');
      continue;
    }
    const said = await run(line, folder, env);
    const named = said.replaceAll(home, 'HOME').replaceAll(door.url, 'URL');
    outputs.push(mask(named.replace(/(LIVE|MERGED|kubectl-edit)-\d+/g, '$1-N')));
  }
  await door.close();
  rmSync(home, { recursive: true, force: true });
  return outputs;
}

/** `-` is what the real one says. */
function difference(real = '', page = ''): string {
  const [patch] = structuredPatch('', '', real, page, '', '', { context: 2 }).hunks.map(({ lines }) => lines);
  return (patch ?? []).slice(0, 60).join('\n');
}

function run(command: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile('bash', ['-c', command], { cwd, env, timeout: 30_000 }, (error, stdout, stderr) => {
      const exit = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
      resolve(`${stdout}${stderr === '' ? '' : `[stderr]\n${stderr}`}[exit ${exit}]`);
    });
    child.stdin?.end();
  });
}
