import type { LocalText } from './local-text';

/** What a matcher looks at: the sentence, and where and at which stage it was said. */
export interface Said {
  readonly says: string;
  readonly stage: string;
  readonly kind: string;
  readonly field: string;
}

/** One entry of content/mistakes.yaml, its patterns as text. */
export interface Explanation {
  readonly id: string;
  readonly says: string;
  readonly stage?: string;
  readonly kind?: string;
  readonly field?: string;
  readonly text: LocalText;
}

/** Undefined where there is no sentence for a person. */
export type Explain = (said: Said) => LocalText | undefined;

interface Matcher {
  readonly says: RegExp;
  readonly stage: string | undefined;
  readonly kind: RegExp | undefined;
  readonly field: RegExp | undefined;
  readonly text: LocalText;
}

/**
 * The sentence for a person under the server's: the first entry that matches. `{name}` places are filled with the
 * named groups of the matched sentence, `{field}` with the last step of the field, `{kind}` with the kind.
 */
export function createExplain(explanations: readonly Explanation[]): Explain {
  const matchers = explanations.map(toMatcher);
  return (said) => {
    for (const matcher of matchers) {
      if (matcher.stage !== undefined && matcher.stage !== said.stage) continue;
      if (matcher.kind && !matcher.kind.test(said.kind)) continue;
      if (matcher.field && !matcher.field.test(said.field)) continue;
      const match = matcher.says.exec(said.says);
      if (match) return filled(matcher.text, { field: lastStep(said.field), kind: said.kind, ...match.groups });
    }
    return undefined;
  };
}

function toMatcher({ says, stage, kind, field, text }: Explanation): Matcher {
  return {
    says: new RegExp(says),
    stage,
    kind: kind === undefined ? undefined : new RegExp(`^(?:${kind})$`),
    field: field === undefined ? undefined : new RegExp(field),
    text,
  };
}

function lastStep(field: string): string {
  return /([^.[\]]+)\]?(?:\[\d+\])*$/.exec(field)?.[1] ?? field;
}

function filled(text: LocalText, values: Record<string, string | undefined>): LocalText {
  const fill = (sentence: string) =>
    sentence.replace(/\{(\w+)\}/g, (place, name: string) => shortened(values[name] ?? place));
  return { en: fill(text.en), ko: fill(text.ko) };
}

function shortened(value: string): string {
  return value.length > 60 ? `${value.slice(0, 57)}…` : value;
}
