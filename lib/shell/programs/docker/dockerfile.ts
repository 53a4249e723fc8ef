/**
 * A Dockerfile taken apart. Models github.com/moby/buildkit frontend/dockerfile/parser and instructions, in their words.
 * Not modelled: parser directives (`# escape=`), ONBUILD, mounts of RUN.
 */
export interface Instruction {
  /** In capitals. */
  readonly name: string;
  /** What stands behind the name and its flags. */
  readonly text: string;
  /** With its flags, as it was written. */
  readonly written: string;
  readonly flags: Readonly<Record<string, string>>;
  /** A heredoc: what it holds; of RUN the script that it is a part of. */
  readonly body?: string;
  /** Counted from 1, both inclusive. */
  readonly from: number;
  readonly to: number;
}

export interface DockerfileFault {
  readonly line: number;
  readonly to: number;
  readonly why: string;
}

const NAMES =
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  );

const PAIR = /([^\s=]+)=("(?:[^"\\]|\\.)*"|'[^']*'|(?:\\.|[^\s])*)/g;

export function parseDockerfile(text: string): readonly Instruction[] | DockerfileFault {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const instructions: Instruction[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const from = at;
    if (isEmpty(lines[at])) continue;
    let joined = (lines[at] ?? '').trim();
    while (joined.endsWith('\\') && at + 1 < lines.length) {
      at += 1;
      if (!isEmpty(lines[at])) joined = `${joined.slice(0, -1)}${(lines[at] ?? '').trim()}`;
    }
    const [, written = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(joined) ?? [];
    const name = written.toUpperCase();
    const { flags, text: own } = withoutFlags(rest);
    const ending = name === 'RUN' || name === 'COPY' ? /<<-?\s*["']?(\w+)["']?/.exec(own)?.[1] : undefined;
    const body: string[] = [];
    if (ending !== undefined)
      for (at += 1; at < lines.length && lines[at]?.trim() !== ending; at += 1) body.push(lines[at] ?? '');
    const instruction = {
      name,
      text: own,
      written: rest,
      flags,
      from: from + 1,
      to: at + 1,
      ...(ending !== undefined && { body: heredoc(name, own, body, ending) }),
    };
    const why = faultOf(instruction, written, instructions);
    if (why !== undefined)
      return { line: from + 1, to: at + 1, why: `dockerfile parse error on line ${from + 1}: ${why}` };
    instructions.push(instruction);
  }
  if (instructions.length === 0) return { line: 0, to: 0, why: 'file with no instructions' };
  return instructions;
}

/** `RUN <<EOF` runs its lines, `RUN cat <<EOF > file` gives them to cat. */
function heredoc(name: string, text: string, lines: readonly string[], ending: string): string {
  const body = lines.map((line) => `${line}\n`).join('');
  return name === 'RUN' && !text.startsWith('<<') ? `${text}\n${body}${ending}\n` : body;
}

function isEmpty(line: string | undefined): boolean {
  return line === undefined || /^\s*(?:#.*)?$/.test(line);
}

function withoutFlags(rest: string): { readonly flags: Readonly<Record<string, string>>; readonly text: string } {
  const flags: Record<string, string> = {};
  let text = rest;
  for (let match = /^--([\w-]+)(?:=(\S+))?\s*/.exec(text); match; match = /^--([\w-]+)(?:=(\S+))?\s*/.exec(text)) {
    flags[match[1] ?? ''] = match[2] ?? '';
    text = text.slice(match[0].length);
  }
  return { flags, text: text.trim() };
}

function faultOf(
  { name, text, body }: Instruction,
  written: string,
  before: readonly Instruction[],
): string | undefined {
  if (!NAMES.includes(name)) {
    const near = NAMES.find((each) => isNear(each, name));
    return `unknown instruction: ${written}${near === undefined ? '' : ` (did you mean ${near}?)`}`;
  }
  const words = text.split(/\s+/).filter(Boolean);
  if (name !== 'FROM' && name !== 'ARG' && !before.some((each) => each.name === 'FROM'))
    return 'no build stage in current context';
  if (name === 'FROM' && words.length !== 1 && !(words.length === 3 && /^as$/i.test(words[1] ?? '')))
    return 'FROM requires either one or three arguments';
  if ((name === 'COPY' || name === 'ADD') && listOf(text).length < 2 && body === undefined)
    return `${name} requires at least two arguments, but only ${listOf(text).length === 1 ? 'one was' : 'none were'} provided. Destination could not be determined`;
  if (words.length === 0 && name !== 'CMD' && name !== 'ENTRYPOINT')
    return /^(?:ENV|LABEL|EXPOSE|ARG|VOLUME|RUN)$/.test(name)
      ? `${name} requires at least one argument`
      : `${name} requires exactly one argument`;
  if (name === 'ENV' && words.length === 1 && !text.includes('=')) return 'ENV must have two arguments';
  const [stray] = name === 'ENV' && /^[^\s=]+=/.test(text) ? text.replace(PAIR, '').split(/\s+/).filter(Boolean) : [];
  if (stray !== undefined) return `Syntax error - can't find = in "${stray}". Must be of the form: name=value`;
  const port =
    name === 'EXPOSE'
      ? words.find((word) => !/^(?:\d+(?:-\d+)?(?:\/(?:tcp|udp))?|\$\{?\w+\}?)$/i.test(word))
      : undefined;
  return port === undefined ? undefined : `invalid containerPort: ${port}`;
}

/** One letter more, less, other, or two that changed places. */
function isNear(name: string, written: string): boolean {
  if (Math.abs(name.length - written.length) > 1) return false;
  const sorted = (word: string): string => Array.from(word).sort().join('');
  if (sorted(name) === sorted(written)) return true;
  let at = 0;
  while (at < name.length && name[at] === written[at]) at += 1;
  return (
    [name.slice(at + 1), name.slice(at)].includes(written.slice(at + 1)) || name.slice(at + 1) === written.slice(at)
  );
}

/** The words of COPY, CMD and their like: in JSON, or as they stand. */
export function listOf(text: string): readonly string[] {
  return jsonList(text) ?? text.split(/\s+/).filter(Boolean);
}

/** Undefined where it is no list of texts in JSON: then it is a line for a shell. */
export function jsonList(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) && read.every((each) => typeof each === 'string') ? read : undefined;
  } catch {
    return undefined;
  }
}

/** `A=1 B="x y"`, or the old form `A 1`. */
export function pairsOf(text: string): readonly (readonly [string, string])[] {
  if (!/^[^\s=]+=/.test(text)) {
    const [, key = '', value = ''] = /^(\S+)\s+([\s\S]*)$/.exec(text) ?? [];
    return [[key, value]];
  }
  return [...text.matchAll(PAIR)].map((match) => [match[1] ?? '', unquoted(match[2] ?? '')]);
}

export function unquoted(text: string): string {
  const [, , inner] = /^(["'])([\s\S]*)\1$/.exec(text) ?? [];
  return inner ?? text.replace(/\\(.)/g, '$1');
}

/** `$NAME`, `${NAME}` and `${NAME:-otherwise}`. */
export function substituted(text: string, lookUp: (name: string) => string | undefined): string {
  return text.replace(/\$(?:\{(\w+)(?::-([^}]*))?\}|(\w+))/g, (_, braced?: string, other?: string, bare?: string) => {
    return lookUp(braced ?? bare ?? '') ?? other ?? '';
  });
}
