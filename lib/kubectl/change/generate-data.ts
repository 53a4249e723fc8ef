/** The entries of a ConfigMap or Secret, from literals, files and env files. Models kubectl's pkg/cmd/create and generate. */
import type { KubectlIO } from '../io';
import { problem, type Problem } from './problem';

type Entries = readonly (readonly [string, string])[];

export function readLiterals(literals: readonly string[]): Entries | Problem {
  const entries: [string, string][] = [];
  for (const literal of literals) {
    const sign = literal.indexOf('=');
    if (sign <= 0) return problem(`invalid literal source ${literal}, expected key=value`);
    const value = literal.slice(sign + 1);
    const isQuoted = value.length > 1 && /^(["']).*\1$/s.test(value);
    entries.push([literal.slice(0, sign), isQuoted ? value.slice(1, -1) : value]);
  }
  for (const [key] of entries) {
    const wrong = keyProblem(key);
    if (wrong) return wrong;
  }
  return entries;
}

export function readFileEntries({ files }: KubectlIO, sources: readonly string[]): Entries | Problem {
  const entries: [string, string][] = [];
  for (const source of sources) {
    const [first = '', second, ...more] = source.split('=');
    if (more.length > 0) return problem("key names or file paths cannot contain '='");
    if (second !== undefined && first === '') return problem(`key name for file path ${second} missing`);
    if (second === '') return problem(`file path for key name ${first} missing`);
    const path = second ?? first;
    if (files.isFolder(path)) {
      if (second !== undefined) return problem('cannot give a key name for a directory path');
      for (const name of files.list(path)) {
        const text = files.read(`${path.replace(/\/+$/, '')}/${name}`);
        if (text !== undefined && /^[-._a-zA-Z0-9]+$/.test(name)) entries.push([name, text]);
      }
      continue;
    }
    const text = files.read(path);
    if (text === undefined) return problem(`error reading ${path}: no such file or directory`);
    const key = second === undefined ? (path.split('/').at(-1) ?? path) : first;
    const wrong = keyProblem(key);
    if (wrong) return wrong;
    entries.push([key, text]);
  }
  return entries;
}

export function readEnvFile({ files }: KubectlIO, paths: readonly string[]): Entries | Problem {
  const entries: [string, string][] = [];
  for (const path of paths) {
    const text = files.read(path);
    if (text === undefined) return problem(`error reading ${path}: no such file or directory`);
    const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
    for (const raw of lines) {
      const line = raw.trimStart();
      if (line === '' || line.startsWith('#')) continue;
      const sign = line.indexOf('=');
      const key = sign < 0 ? line : line.slice(0, sign);
      const wrong = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(key);
      if (!wrong) {
        return problem(
          `${JSON.stringify(key)} is not a valid key name: a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')`,
        );
      }
      if (sign >= 0) entries.push([key, line.slice(sign + 1)]);
    }
  }
  return entries;
}

function keyProblem(key: string): Problem | undefined {
  if (/^[-._a-zA-Z0-9]+$/.test(key)) return undefined;
  return problem(
    `${JSON.stringify(key)} is not a valid key name for a ConfigMap: a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`,
  );
}
