/** Finds a Chromium, or installs one: Debian's package where there is apt and root, Playwright's own elsewhere. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The flags the browser is started with everywhere. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser's path; undefined where Playwright brings its own. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && existsSync(named)) return named;
  for (const name of NAMES) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    if (found.status === 0) return found.stdout.trim();
  }
  return undefined;
}

export function ensureChromium(): void {
  if (findChromium() !== undefined) return;
  const debian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (debian) execFileSync('sh', ['-c', 'apt-get update && apt-get install -y chromium'], { stdio: 'inherit' });
  else execFileSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' });
}
