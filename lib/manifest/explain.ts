import { factOf, type Fact } from './explain-facts';
import { fixOf, type Fix } from './fix-edits';
import type { FixOperation, FixOrder } from './fix-order';
import { lineEnd, lineStart } from './fix-source';
import type { LocalText } from './local-text';
import { withParticles } from './particles';
import type { Spot } from './spot';

/** What a matcher looks at: the sentence, and where and at which stage it was said. */
export interface Said extends Spot {
  /** A Diagnostic's stage; `warning` and `advice` for what is not refused. */
  readonly stage: string;
  /** Kubernetes' spelling of the field. */
  readonly field: string;
}

/** One entry of content/mistakes.yaml, its patterns as text. */
export interface Explanation {
  readonly id: string;
  readonly says: string;
  readonly stage?: string;
  readonly kind?: string;
  readonly field?: string;
  /** Over the line that is marked, with the one before it: what is written there. */
  readonly near?: string;
  readonly text: LocalText;
  readonly fix?: FixOrder;
}

export interface Explained {
  readonly means: LocalText;
  readonly fix?: Fix;
}

/** Undefined where there is no sentence for a person. */
export type Explain = (said: Said) => Explained | undefined;

interface Matcher extends Pick<Explanation, 'stage' | 'text' | 'fix'> {
  readonly says: RegExp;
  readonly kind: RegExp | undefined;
  readonly field: RegExp | undefined;
  readonly near: RegExp | undefined;
  /** The places that its sentence has. */
  readonly needs: readonly string[];
}

/**
 * The sentence for a person under the server's: the first entry that matches and whose every `{place}` is known.
 * Places are filled with the named groups of the patterns, `{field}` with the last step of the field, `{kind}` with the
 * kind, and else with what is found in the file (explain-facts.ts). A fix that can't be made safely is left out.
 */
export function createExplain(explanations: readonly Explanation[]): Explain {
  const matchers = explanations.map(toMatcher);
  return (said) => {
    const facts = new Map<string, Fact>([
      ['field', lastStep(said.field)],
      ['kind', said.kind],
    ]);
    const found = (name: string): Fact => {
      if (!facts.has(name)) facts.set(name, factOf(said, name));
      return facts.get(name);
    };
    const near = nearOf(said);
    for (const matcher of matchers) {
      const groups = groupsOf(matcher, said, near);
      if (!groups) continue;
      const valueOf = (name: string): Fact => groups[name] ?? found(name);
      if (matcher.needs.some((name) => valueOf(name) === undefined)) continue;
      const means = filled(matcher.text, valueOf, shortened);
      const fix = matcher.fix && fixFor(matcher.fix, valueOf, said);
      return fix ? { means, fix } : { means };
    }
    return undefined;
  };
}

/** Only an entry of that very stage speaks of what is not refused. */
const NOT_REFUSED: ReadonlySet<string> = new Set(['warning', 'advice']);

function toMatcher({ says, stage, kind, field, near, text, fix }: Explanation): Matcher {
  return {
    says: new RegExp(says),
    ...(stage === undefined ? {} : { stage }),
    kind: kind === undefined ? undefined : new RegExp(`^(?:${kind})$`),
    field: field === undefined ? undefined : new RegExp(field),
    near: near === undefined ? undefined : new RegExp(near, 'mu'),
    text,
    ...(fix ? { fix } : {}),
    needs: placesOf(`${text.en}${text.ko}`),
  };
}

function placesOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
}

/** What the patterns caught; undefined where one does not match. */
function groupsOf(matcher: Matcher, said: Said, near: string): Record<string, string | undefined> | undefined {
  if (matcher.stage === undefined ? NOT_REFUSED.has(said.stage) : matcher.stage !== said.stage) return undefined;
  if (matcher.kind && !matcher.kind.test(said.kind)) return undefined;
  if (matcher.field && !matcher.field.test(said.field)) return undefined;
  const match = matcher.says.exec(said.says);
  const nearby = matcher.near?.exec(near);
  if (!match || nearby === null) return undefined;
  return { ...nearby?.groups, ...match.groups };
}

function nearOf({ text, range }: Spot): string {
  const start = lineStart(text, range.start);
  return text.slice(lineStart(text, Math.max(0, start - 1)), lineEnd(text, range.start)).replace(/\n$/, '');
}

function lastStep(field: string): string {
  return /([^.[\]]+)\]?(?:\[\d+\])*$/.exec(field)?.[1] ?? field;
}

function fixFor({ title, operation }: FixOrder, valueOf: (name: string) => Fact, said: Said): Fix | undefined {
  // A pattern's `{2}` is no place.
  const texts = operation.do === 'replace' ? [title] : [title, operation];
  if (placesOf(JSON.stringify(texts)).some((name) => valueOf(name) === undefined)) return undefined;
  return fixOf({ title: filled(title, valueOf, shortened), operation: ordered(operation, valueOf) }, said);
}

function ordered(operation: FixOperation, valueOf: (name: string) => Fact): FixOperation {
  const fill = (text: string) => filled({ en: text, ko: '' }, valueOf, (value) => value).en;
  switch (operation.do) {
    case 'rename-key':
    case 'set-value':
    case 'write-value':
    case 'move-field':
    case 'set-field':
      return { ...operation, to: fill(operation.to) };
    case 'insert-field':
      return { ...operation, lines: fill(operation.lines) };
    case 'quote-value':
    case 'delete-field':
    case 'wrap-in-list':
    case 'unwrap-list':
    case 'replace':
    case 'separate-document':
    case 'label-as-selector':
      return operation;
  }
}

function filled(text: LocalText, valueOf: (name: string) => Fact, shown: (value: string) => string): LocalText {
  const fill = (sentence: string, locale: keyof LocalText) =>
    sentence.replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = valueOf(name) ?? place;
      return typeof value === 'string' ? shown(value) : value[locale];
    });
  return { en: fill(text.en, 'en'), ko: withParticles(fill(text.ko, 'ko')) };
}

function shortened(value: string): string {
  return value.length > 60 ? `${value.slice(0, 57)}…` : value;
}
