import type { Diagnostic } from '@/lib/manifest';

export interface UnderlinedPart {
  readonly start: number;
  readonly text: string;
  readonly look: string;
}

const looks: Record<Diagnostic['severity'], string> = {
  error: 'underline decoration-bad decoration-wavy underline-offset-4',
  warning: 'underline decoration-warn decoration-wavy underline-offset-4',
  advice: 'underline decoration-accent decoration-dotted underline-offset-4',
  notice: '',
};

/** The text cut into parts, each with how it is underlined; the first fault of overlapping ones wins. */
export function underlinedRows(text: string, diagnostics: readonly Diagnostic[]): UnderlinedPart[] {
  const parts: UnderlinedPart[] = [];
  let at = 0;
  for (const { range, severity } of diagnostics.toSorted((a, b) => a.range.start - b.range.start)) {
    if (range.start < at || range.end > text.length || range.end <= range.start) continue;
    if (range.start > at) parts.push({ start: at, text: text.slice(at, range.start), look: '' });
    parts.push({ start: range.start, text: text.slice(range.start, range.end), look: looks[severity] });
    at = range.end;
  }
  parts.push({ start: at, text: text.slice(at), look: '' });
  return parts;
}
