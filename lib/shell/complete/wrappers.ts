/** Commands that run the rest of their line: `sudo`, `watch -n 1`. */

/** Each with its flags that take the next word. */
const WRAPPERS = new Map<string, string>([
  ['sudo', 'u'],
  ['watch', 'n'],
  ['xargs', 'nIPLd'],
  ['nohup', ''],
  ['exec', ''],
  ['command', ''],
  ['env', 'u'],
  ['time', ''],
  ['timeout', 'sk'],
]);

/** The command that is meant in the end, and what follows it; an alias is what it stands for. */
export function withoutWrappers(
  words: readonly string[],
  aliases: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const [first = '', ...rest] = words;
  const meant = [...(aliases.get(first) ?? [first]), ...rest];
  if (words.length === 0) return words;
  if (meant[0] === 'minikube' && meant[1] === 'kubectl') {
    const dashes = meant[2] === '--' ? 3 : 2;
    return ['kubectl', ...meant.slice(dashes)];
  }
  const taking = WRAPPERS.get(meant[0] ?? '');
  if (taking === undefined) return meant;
  let at = 1;
  for (; meant[at]?.startsWith('-') || /^\w+=/.test(meant[at] ?? ''); at += 1)
    if (/^-\w$/.test(meant[at] ?? '') && taking.includes(meant[at]?.charAt(1) ?? ' ')) at += 1;
  if (meant[0] === 'timeout') at += 1;
  return withoutWrappers(meant.slice(at), new Map());
}
