import { Composer, type Duplicate } from './compose';
import { lineEndAt } from './lines';
import type { TextRange, YamlNode } from './model';
import { parseDocument } from './parser';
import { blankOut } from './recover';
import { Scanner } from './scanner';
import { SyntaxFault } from './syntax-fault';
import { findUnreadable, type Unreadable, withoutUnreadable } from './unreadable';

/** How often a broken document is read again without the lines at fault, and how much text that may come to. */
const MAX_ATTEMPTS = 20;
const MAX_TEXT = 2_000_000;

export interface ReadFault {
  readonly message: string;
  readonly error: string;
  readonly start: number;
  readonly end: number;
}

/** A document read; offsets count from its start. */
export interface Reading {
  readonly root: YamlNode | undefined;
  readonly value: unknown;
  readonly partial: unknown;
  readonly fault: ReadFault | undefined;
  readonly duplicates: readonly Duplicate[];
}

interface Attempt {
  readonly composer: Composer;
  readonly syntaxFault: SyntaxFault | undefined;
}

/** Reads one document. After a fault of syntax it goes on without the lines at fault, for the editor's sake. */
export function readDocument(text: string): Reading {
  const unreadable = findUnreadable(text);
  let attempt = attemptToRead(text, unreadable);
  const fault = wordFault(text, attempt);
  if (attempt.syntaxFault) {
    let rest = unreadable ? withoutUnreadable(text) : text;
    if (unreadable) attempt = attemptToRead(rest, undefined);
    const attempts = Math.min(MAX_ATTEMPTS, Math.ceil(MAX_TEXT / text.length));
    for (let k = 0; k < attempts && attempt.syntaxFault; k++) {
      rest = blankOut(rest, attempt.syntaxFault.from);
      attempt = attemptToRead(rest, undefined);
    }
  }
  const { composer } = attempt;
  const read = composer.isExplosive ? undefined : (composer.root?.value ?? null);
  return {
    root: composer.root,
    value: fault ? undefined : read,
    partial: read,
    fault,
    duplicates: composer.duplicates,
  };
}

function attemptToRead(text: string, unreadable: Unreadable | undefined): Attempt {
  const composer = new Composer();
  const source = unreadable ? text.slice(0, unreadable.readableEnd) : withLastBreak(text);
  try {
    parseDocument(new Scanner(`${source}\0`, unreadable?.fault), composer);
  } catch (error) {
    if (error instanceof SyntaxFault) return { composer, syntaxFault: error };
    throw error;
  }
  return { composer, syntaxFault: undefined };
}

/** kubectl's line reader ends every line. */
function withLastBreak(text: string): string {
  return text.endsWith('\n') || text.endsWith('\r') ? text : `${text}\n`;
}

function wordFault(text: string, { composer, syntaxFault }: Attempt): ReadFault | undefined {
  const valueFault = composer.faults.unknownAnchor ?? (syntaxFault ? undefined : composer.faults.first(composer.root));
  if (valueFault) {
    const { message, fromYaml, node } = valueFault;
    const words = fromYaml ? `yaml: ${message}` : message;
    return { message, error: `error converting YAML to JSON: ${words}`, start: node.start, end: node.end };
  }
  if (!syntaxFault) return undefined;
  const { message } = syntaxFault;
  return { message, error: `error converting YAML to JSON: yaml: ${message}`, ...placeOf(text, syntaxFault) };
}

/** What to underline: never nothing, so where no text is left it is the last before. */
function placeOf(text: string, fault: SyntaxFault): TextRange {
  const start = Math.min(fault.from, text.length);
  const end = Math.min(fault.to ?? endOfConstruct(text, start), text.length);
  if (start < end) return { start, end };
  const before = text.slice(0, start).trimEnd().length;
  return { start: Math.max(before - 1, 0), end: before };
}

/** A colon alone, or all that is left of the line. */
function endOfConstruct(text: string, start: number): number {
  if (text.charAt(start) === ':') return start + 1;
  const line = text.slice(start, lineEndAt(text, start)).replace(/\s#.*/, '');
  return start + line.trimEnd().length;
}
