/** `npx tsx scripts/kubectl-help.ts`: asks the real kubectl for the help of all its commands; writes lib/kubectl/help/texts.json. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { realKubectl } from './conformance/kubectl';

const FILE = 'lib/kubectl/help/texts.json';
const LIST = /\n(?:[A-Z][\w ()]* Commands(?: \([\w ]+\))?|Available Commands|Other Commands):\n((?: {2}\S[^\n]*\n)+)/g;
/** So that the texts don't depend on whose machine it is. */
const home = '/home/learner';

const kubectl = await realKubectl();
const texts: Record<string, string> = {};
read([]);
texts['options'] = help(['options']);
writeFileSync(FILE, `${JSON.stringify(texts, null, 2)}\n`);
console.log(`${FILE}: ${Object.keys(texts).length} commands`);

function read(command: readonly string[]): void {
  const text = help([...command, '--help']);
  texts[command.join(' ')] = text;
  for (const [, list = ''] of text.matchAll(LIST)) {
    for (const line of list.trim().split('\n')) {
      const [name = ''] = line.trim().split(/\s+/);
      if (command.length < 3 && texts[[...command, name].join(' ')] === undefined) read([...command, name]);
    }
  }
}

function help(args: readonly string[]): string {
  return spawnSync(kubectl, args, { encoding: 'utf8', env: { ...process.env, HOME: home, PATH: '/usr/bin:/bin' } })
    .stdout;
}
