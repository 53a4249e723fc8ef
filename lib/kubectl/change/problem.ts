/** What went wrong with a change. Its words are those of ../failure. */
import { failureText, type Failure } from '../failure';
import { numberAt, quoted, textAt, type Json } from '../json-object';

export interface Problem {
  readonly message: string;
  /** The server's Status, where it was the server that refused. */
  readonly status?: Json;
  /** It stands without `error: `. */
  readonly bare?: true;
  /** Nothing is said: the words came before. */
  readonly silent?: true;
}

export function problem(message: string): Problem {
  return { message };
}

export function isProblem(value: Json | Problem): value is Problem {
  return typeof value['message'] === 'string' && !Object.hasOwn(value, 'kind');
}

export function refused(status: Json): Problem {
  return { message: textAt(status, 'message'), status };
}

export function reasonOf({ status }: Problem): string {
  return textAt(status, 'reason');
}

/** Models AddSourceToErr: `error when creating "web.yaml": …`. */
export function withSource(found: Problem, verb: string, source: string): Problem {
  if (source === '') return found;
  const message = `error when ${verb} ${quoted(source)}: ${found.message}`;
  return { message, ...(found.status && { status: { ...found.status, message } }) };
}

/** The lines that kubectl ends with. */
export function problemText(problems: readonly Problem[]): string {
  return failureText(problems.map(failureOf));
}

function failureOf({ message, status, bare, silent }: Problem): Failure {
  if (status) {
    const { reason, details } = { reason: textAt(status, 'reason'), details: status['details'] };
    return { status: { reason, message: textAt(status, 'message'), code: numberAt(status, 'code'), details } };
  }
  return { words: message, bare: bare ?? silent ?? message.startsWith('The connection to the server ') };
}
