/** The objects of `-f`: files, folders, what is piped in. Models cli-runtime's resource.Builder and its visitors. */
import { clientRefusal } from '@/lib/kube';
import { parseYaml } from '@/lib/yaml';
import { checkList, isListObject, itemsOf } from '../create/list';
import { refusedWords } from '../failure';
import type { KubectlIO } from '../io';
import { goJson, isObject, quoted, textAt, type Json } from '../json-object';
import { problem, type Problem } from './problem';

export interface Manifest {
  readonly object: Json;
  readonly apiVersion: string;
  readonly kind: string;
  /** The file, as messages name it: `STDIN` for what is piped in. */
  readonly source: string;
}

const EXTENSIONS = ['.json', '.yaml', '.yml'];

/** The manifests that can be sent, and what is wrong with the others. */
export interface Manifests {
  readonly manifests: readonly Manifest[];
  readonly problems: readonly Problem[];
}

export function readManifests(
  io: KubectlIO,
  names: readonly string[],
  recursive: boolean,
  validates = true,
): Manifests {
  const sources: string[] = [];
  const missing: Problem[] = [];
  for (const name of names) {
    if (/^https?:\/\//.test(name)) {
      const host = /^https?:\/\/((?:127\.|localhost\b)[^/]*)/.exec(name)?.[1];
      missing.push(
        host === undefined
          ? problem(`unable to read URL ${quoted(name)}: there is no internet here; save the file in the editor`)
          : problem(refusedWords(host)),
      );
      continue;
    }
    const found = name === '-' ? ['-'] : filesOf(io, name, recursive);
    if (Array.isArray(found)) sources.push(...found);
    else missing.push(found);
  }
  // What is there is left alone where something isn't.
  if (missing.length > 0) return { manifests: [], problems: missing };
  const manifests: Manifest[] = [];
  const problems: Problem[] = [];
  for (const source of sources) {
    const text = source === '-' ? (io.stdin ?? '') : (io.files.read(source) ?? '');
    const read = readManifestText(text, source === '-' ? 'STDIN' : source, validates);
    manifests.push(...read.manifests);
    problems.push(...read.problems);
  }
  return { manifests, problems };
}

function filesOf(io: KubectlIO, name: string, recursive: boolean): string[] | Problem {
  if (!io.files.isFolder(name)) {
    return io.files.read(name) === undefined ? problem(`the path ${quoted(name)} does not exist`) : [name];
  }
  const found = filesIn(io, name, recursive);
  const known = `recognized file extensions are [${EXTENSIONS.join(' ')}]`;
  return found.length > 0 ? found : problem(`error reading [${name}]: ${known}`);
}

function filesIn(io: KubectlIO, folder: string, recursive: boolean): string[] {
  const base = folder.replace(/\/+$/, '');
  return io.files.list(folder).flatMap((entry) => {
    const path = base === '.' ? entry : `${base}/${entry}`;
    if (io.files.isFolder(path)) return recursive ? filesIn(io, path, true) : [];
    return EXTENSIONS.some((extension) => entry.endsWith(extension)) ? [path] : [];
  });
}

/** The manifests of one text. */
export function readManifestText(text: string, source: string, validates: boolean): Manifests {
  const manifests: Manifest[] = [];
  const problems: Problem[] = [];
  for (const document of parseYaml(text).documents) {
    if (document.fault) {
      problems.push(problem(`error parsing ${source}: ${document.fault.error}`));
      break;
    }
    if (document.value === null) continue;
    const json = document.isJson ? text.slice(document.range.start, document.range.end).trim() : undefined;
    const { value } = document;
    const refusal = clientRefusal(value, json === undefined ? { file: source, sorted: true } : { file: source, json });
    const isInvalid = refusal?.message.startsWith('error validating') ?? false;
    if (refusal && isInvalid && (validates || !isObject(value))) {
      problems.push(problem(refusal.message));
      break;
    }
    if (!validates && isObject(value) && (value['kind'] ?? null) === null) {
      const shown = json ?? goJson(value);
      problems.push(problem(`unable to decode ${quoted(source)}: Object 'Kind' is missing in '${shown}'`));
      continue;
    }
    if (isListObject(value)) {
      const read = readList(value, source);
      manifests.push(...read.manifests);
      problems.push(...read.problems);
    } else if (refusal && !refusal.message.startsWith('resource mapping not found')) {
      problems.push(problem(refusal.message));
    } else if (isObject(value)) manifests.push(manifestOf(value, source));
  }
  return { manifests, problems };
}

function readList(list: Json, source: string): Manifests {
  const wrong = checkList(list);
  if (wrong !== undefined) {
    const advice = 'if you choose to ignore these errors, turn validation off with --validate=false';
    return {
      manifests: [],
      problems: [problem(`error validating ${quoted(source)}: error validating data: ${wrong}; ${advice}`)],
    };
  }
  const items = itemsOf(list);
  if (typeof items === 'string')
    return { manifests: [], problems: [problem(`unable to decode ${quoted(source)}: ${items}`)] };
  return {
    manifests: items.flatMap((item) => (item.problem === undefined ? [manifestOf(item.manifest, source)] : [])),
    problems: items.flatMap((item) => (item.problem === undefined ? [] : [problem(item.problem)])),
  };
}

function manifestOf(object: Json, source: string): Manifest {
  return { object, apiVersion: textAt(object, 'apiVersion').replace(/^\//, ''), kind: textAt(object, 'kind'), source };
}
