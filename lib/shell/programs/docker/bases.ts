/** The images that a Dockerfile starts from, their variables replaced: `ARG VERSION=1.29`, `FROM nginx:$VERSION`. */
import { substituted, unquoted, type DockerfileFault, type Instruction } from './dockerfile';

/** @param given by `--build-arg` */
export function withBases(
  instructions: readonly Instruction[],
  given: ReadonlyMap<string, string>,
): readonly Instruction[] | DockerfileFault {
  const args = new Map<string, string>();
  const replaced: Instruction[] = [];
  let isBeforeStages = true;
  for (const each of instructions) {
    if (each.name === 'FROM') isBeforeStages = false;
    if (each.name === 'ARG' && isBeforeStages) declare(args, each.text, given);
    if (each.name !== 'FROM') {
      replaced.push(each);
      continue;
    }
    const text = substituted(each.text, (name) => args.get(name)).trim();
    const [written = ''] = each.text.split(/\s+/);
    if (text === '' || /^as\s/i.test(text))
      return { line: each.from, to: each.to, why: `base name (${written}) should not be blank` };
    replaced.push({ ...each, text });
  }
  return replaced;
}

/** One ARG may name several. */
export function declare(args: Map<string, string>, text: string, given: ReadonlyMap<string, string>): void {
  for (const word of text.split(/\s+/)) {
    const [, name = '', value] = /^([^=]+)(?:=(.*))?$/.exec(word) ?? [];
    const known = given.get(name) ?? value;
    if (known !== undefined) args.set(name, unquoted(known));
  }
}
