/** The closed vocabulary: which components a lesson may use, with which attributes, and how a lesson is built. */
import type { Outline } from './outline';

const vocabulary: Readonly<Record<string, { required: readonly string[]; optional?: readonly string[] }>> = {
  Callout: { required: ['kind', 'title'] },
  Guess: { required: ['question'] },
  Command: { required: [] },
  At: { required: ['file'], optional: ['path'] },
  Term: { required: ['id'] },
  Recall: { required: ['question', 'answer', 'why'] },
};

const languages = ['yaml', 'sh', 'text'];

export function vocabularyFaults(outline: Outline): string[] {
  const faults = [...outline.code];
  for (const { name, attributes, text, items } of outline.components) {
    const known = vocabulary[name];
    if (!known) {
      faults.push(`<${name}> is not in the vocabulary`);
      continue;
    }
    const given = Object.keys(attributes);
    const allowed = [...known.required, ...(known.optional ?? [])];
    for (const key of known.required) if (!given.includes(key)) faults.push(`<${name}> has no ${key}`);
    for (const key of given) if (!allowed.includes(key)) faults.push(`<${name}> has an unknown attribute ${key}`);
    if (text.trim() === '') faults.push(`<${name}> is empty`);
    const kind = attributes['kind'];
    if (name === 'Callout' && !['note', 'tip', 'warn'].includes(kind ?? '')) faults.push(`<Callout> of kind ${kind}`);
    if (name === 'Recall') {
      const answer = Number(attributes['answer']);
      if (!Number.isInteger(answer) || answer < 1 || answer > items) {
        faults.push(`<Recall> has ${items} options and the answer ${attributes['answer']}`);
      }
    }
  }
  for (const { lang, meta, line } of outline.fences) {
    if (!languages.includes(lang)) faults.push(`line ${line}: a code block is ${languages.join(', ')}, not "${lang}"`);
    if (!/^(title="[^"]+")?( ?wrong)?$/.test(meta)) faults.push(`line ${line}: a code block with ${meta}`);
  }
  return [...faults, ...strayMarks(outline), ...shapeFaults(outline)];
}

/** Marks that Markdown left as they are: `**…**는` does not end, since a Korean ending follows a mark. */
function strayMarks({ reading }: Outline): string[] {
  return reading.flatMap((part) =>
    part.is === 'text' && part.text.includes('**') ? [`a stray ** in: ${part.text.trim()}`] : [],
  );
}

function shapeFaults({ headings, components }: Outline): string[] {
  const faults: string[] = [];
  let depth = 1;
  for (const heading of headings) {
    if (heading.depth > depth + 1 || heading.depth < 2)
      faults.push(`"${heading.text}" is a heading of depth ${heading.depth}`);
    depth = heading.depth;
  }
  const last = components.findLast(({ inline }) => !inline);
  if (last?.name !== 'Recall' && last?.name !== 'Guess') faults.push('does not end with a <Recall> or a <Guess>');
  return faults;
}
