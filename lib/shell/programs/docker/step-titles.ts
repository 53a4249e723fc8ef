/** How BuildKit numbers the steps of a build. */
import { parseReference } from '@/lib/cluster';
import type { Instruction } from './dockerfile';

const LAYERS = /^(?:FROM|RUN|COPY|ADD|WORKDIR)$/;

/** `[2/3] COPY . .` with one stage, `[build 2/3]` and `[stage-1 1/2]` with several. */
export function titlesOf(instructions: readonly Instruction[]): ReadonlyMap<Instruction, string> {
  const stages: Instruction[][] = [];
  for (const each of instructions) {
    if (each.name === 'FROM') stages.push([]);
    if (LAYERS.test(each.name)) stages.at(-1)?.push(each);
  }
  const names = stages.map(([from], number) => stageName(from, number));
  const titles = new Map<Instruction, string>();
  stages.forEach((layers, number) => {
    const own = names[number] ?? '';
    layers.forEach((each, at) => {
      const where = `${stages.length > 1 ? `${own} ` : ''}${at + 1}/${layers.length}`;
      titles.set(each, `[${where}] ${each.name} ${each.name === 'FROM' ? wholeName(each.text, names) : each.written}`);
    });
  });
  return titles;
}

/** `docker.io/library/nginx:1.29` of `nginx:1.29 AS web`; another stage has no such name. */
function wholeName(text: string, stages: readonly string[]): string {
  const [from = ''] = text.split(/\s+/);
  const reference = parseReference(from);
  return from === 'scratch' || stages.includes(from) || 'invalid' in reference ? from : reference.full;
}

function stageName(from: Instruction | undefined, number: number): string {
  return from?.text.split(/\s+/)[2] ?? `stage-${number}`;
}
