/** What went wrong, and kubectl's words for it. Models checkErr and StandardErrorMessage (kubectl's cmd/util/helpers.go). */
import { at, isObject, listAt, quoted, textAt, type Json } from '../json-object';

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
  const [first, ...others] = problems;
  if (!first) return '';
  if (others.length > 0) return problems.map((one) => `${plainMessage(one)}\n`).join('');
  const text = first.silent ? '' : alone(first);
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function alone(one: Problem): string {
  const { status, message } = one;
  if (!status) return one.bare || isComplete(message) ? message : `error: ${message}`;
  return reasonOf(one) === 'Invalid' ? invalidMessage(status) : plainMessage(one);
}

function isComplete(message: string): boolean {
  return message.startsWith('error: ') || message.startsWith('The connection to the server ');
}

function plainMessage(one: Problem): string {
  const { status, message } = one;
  if (!status) return message;
  const reason = reasonOf(one);
  return reason === '' ? `Error from server: ${message}` : `Error from server (${reason}): ${message}`;
}

function invalidMessage(status: Json): string {
  const details = at(status, 'details');
  if (!isObject(details)) return `The request is invalid: ${textAt(status, 'message')}`;
  const causes = listAt(details, 'causes').map((cause) => `${textAt(cause, 'field')}: ${textAt(cause, 'message')}`);
  const head = `The ${textAt(details, 'kind')} ${quoted(textAt(details, 'name'))} is invalid`;
  const said = [...new Set(causes)];
  // Whatever it ends with, a line's end follows.
  if (said.length <= 1) return said.length === 0 ? head : `${head}: ${said[0]}\n`;
  return `${head}: \n${said.map((cause) => `* ${cause}\n`).join('')}`;
}
