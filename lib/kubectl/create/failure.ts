/**
 * What went wrong in a run and how kubectl words it at the end. Models kubectl's cmd/util/helpers.go checkErr and
 * apimachinery's aggregate errors: alone an error is worded unlike one among several.
 */
import type { Refused } from '@/lib/kube';

/** The name in `Pod "a" is invalid: …`, quoted as the server quotes it. */
const QUOTED_NAME = /^\S+ ("(?:[^"\\]|\\.)*") is invalid/;

export type Failure =
  /** kubectl's own error. */
  | { readonly is: 'words'; readonly message: string }
  /** The API server's. */
  | { readonly is: 'refusal'; readonly refusal: Refused; readonly name: string; readonly file: string }
  | { readonly is: 'several'; readonly failures: readonly Failure[] };

export function words(message: string): Failure {
  return { is: 'words', message };
}

/** What kubectl prints to its standard error for all failures of a run. */
export function printFailures(failures: readonly Failure[]): string {
  const [first] = failures;
  if (first === undefined) return '';
  if (failures.length > 1) return printEach(failures);
  const only = first.is === 'several' && first.failures.length === 1 ? (first.failures[0] ?? first) : first;
  return endLine(printOnly(only));
}

function printOnly(failure: Failure): string {
  if (failure.is === 'several') return printEach(failure.failures);
  if (failure.is === 'words')
    return failure.message.startsWith('error: ') ? failure.message : `error: ${failure.message}`;
  const { status, kind } = failure.refusal;
  if (status.reason !== 'Invalid') return messageOf(failure);
  const causes = [...new Set((status.causes ?? []).map(({ field, message }) => `${field}: ${message}`))];
  const name = QUOTED_NAME.exec(status.message)?.[1] ?? JSON.stringify(failure.name);
  const head = `The ${kind?.kind ?? ''} ${name} is invalid`;
  if (causes.length <= 1) return causes.length === 0 ? head : `${head}: ${causes[0]}`;
  return `${head}: \n${causes.map((cause) => `* ${cause}\n`).join('')}`;
}

function printEach(failures: readonly Failure[]): string {
  return failures.map((failure) => `${messageOf(failure)}\n`).join('');
}

function messageOf(failure: Failure): string {
  switch (failure.is) {
    case 'words':
      return failure.message;
    case 'refusal': {
      const { reason, message } = failure.refusal.status;
      const who = reason === '' ? 'Error from server' : `Error from server (${reason})`;
      return `${who}: error when creating ${JSON.stringify(failure.file)}: ${message}`;
    }
    case 'several': {
      const messages = [...new Set(leaves(failure.failures).map(messageOf))];
      return messages.length === 1 ? (messages[0] ?? '') : `[${messages.join(', ')}]`;
    }
    default:
      return failure satisfies never;
  }
}

function leaves(failures: readonly Failure[]): readonly Failure[] {
  return failures.flatMap((failure) => (failure.is === 'several' ? leaves(failure.failures) : [failure]));
}

function endLine(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
