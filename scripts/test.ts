/**
 * `npm test`: the whole gate, in the order in which a fault is found fastest. Every step runs even when one before it
 * failed, except what cannot run without it. The last line counts tests and steps: `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium } from './gate/chromium';
import { root } from './generate/openapi';

let passed = 0;
let failed = 0;
const results = path.join(root, 'test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

step('generate', ['npm', 'run', '--silent', 'generate']);
step('format', ['npx', 'oxfmt', '--check', '.']);
step('lint', ['npx', 'oxlint', '--type-aware']);
step('types of the engine', ['npx', 'tsc', '-p', 'tsconfig.engine.json']);
step('types of the workers', ['npx', 'tsc', '-p', 'tsconfig.worker.json']);
step('types', ['npx', 'tsc', '--noEmit']);
const unit = path.join(results, 'unit.json');
run(
  'unit tests and content gate',
  ['npx', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile=${unit}`],
  () => countUnit(unit),
);
if (step('build', ['npm', 'run', '--silent', 'build'])) {
  step('size', ['npx', 'tsx', 'scripts/size.ts']);
  ensureChromium();
  const e2e = path.join(results, 'e2e.json');
  run('e2e', ['npx', 'playwright', 'test'], () => countE2e(e2e));
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

/** A step that is one test: it passes or it fails. */
function step(name: string, command: [string, ...string[]]): boolean {
  const ok = spawn(name, command);
  if (ok) passed += 1;
  else failed += 1;
  return ok;
}

/** A step that counts its own tests; one that fails without having counted a failure is itself one. */
function run(name: string, command: [string, ...string[]], count: () => { passed: number; failed: number }): void {
  const ok = spawn(name, command);
  const counted = count();
  passed += counted.passed;
  failed += counted.failed;
  if (!ok && counted.failed === 0) failed += 1;
  if (ok && counted.passed === 0) failed += 1;
}

function spawn(name: string, [command, ...args]: [string, ...string[]]): boolean {
  console.log(`\n── ${name}`);
  const began = performance.now();
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  });
  console.log(`── ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  return status === 0;
}

function countUnit(file: string): { passed: number; failed: number } {
  const report = readJson(file);
  return { passed: numberIn(report, 'numPassedTests'), failed: numberIn(report, 'numFailedTests') };
}

function countE2e(file: string): { passed: number; failed: number } {
  const report = readJson(file);
  const stats = typeof report === 'object' && report !== null && 'stats' in report ? report.stats : {};
  return { passed: numberIn(stats, 'expected') + numberIn(stats, 'flaky'), failed: numberIn(stats, 'unexpected') };
}

function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

function numberIn(value: unknown, key: string): number {
  const found =
    typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : 0;
  return typeof found === 'number' ? found : 0;
}
