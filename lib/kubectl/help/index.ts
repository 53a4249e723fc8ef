/** What `--help`, `help` and a command without its subcommand print: kubectl's own texts, loaded when first asked for. */
import type { KubectlIO } from '../io';

async function loadTexts(): Promise<ReadonlyMap<string, string>> {
  const { default: texts } = await import('./texts.json');
  return new Map(Object.entries(texts));
}

/** Of the command at this path below kubectl: `rollout status`; empty for kubectl itself. */
export async function helpText(path: string): Promise<string> {
  const texts = await loadTexts();
  return texts.get(path) ?? texts.get('') ?? '';
}

/** `kubectl help rollout status`. */
export async function printHelp(io: KubectlIO, words: readonly string[]): Promise<number> {
  const texts = await loadTexts();
  // Of as much of it as there is.
  const known = words.findLastIndex((_, i) => texts.has(words.slice(0, i + 1).join(' ')));
  const text = words.length === 0 ? texts.get('') : texts.get(words.slice(0, known + 1).join(' '));
  if (text !== undefined && (known >= 0 || words.length === 0)) io.out(text);
  else {
    const all = texts.get('') ?? '';
    const topics = words.map((word) => `\`${word}\``).join(' ');
    io.err(`Unknown help topic [${topics}]\n\n\n${all.slice(all.indexOf('Basic Commands'))}`);
  }
  return 0;
}

/** A command that only has subcommands, without one. `rollout` speaks to the standard output, the others to the other. */
export async function printGroup(io: KubectlIO, path: string): Promise<number> {
  const text = await helpText(path);
  if (path === 'rollout' || path === 'certificate') io.out(text);
  else io.err(text);
  return path === 'certificate' ? 0 : 1;
}

/** The names of kubectl's commands, in the order of its help. */
export async function commandNames(): Promise<readonly string[]> {
  return [...(await loadTexts()).keys()].filter((path) => path !== '' && !path.includes(' '));
}
