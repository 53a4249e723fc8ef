import {
  clusterHolding,
  decidingAmong,
  isLaterKind,
  loadAllKinds,
  newCluster,
  type AdmissionCluster,
  type CelEngine,
  type Manifest,
} from '@/lib/kube';
import { parseYaml, type YamlFile } from '@/lib/yaml';
import { diagnose } from './diagnose';
import type { Diagnostic } from './diagnostic';
import type { Explain } from './explain';
import { judgeDocument, writtenIn, type JudgedObject } from './judge-document';
import type { referencesOf, References } from './references';

export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

export interface JudgedFile {
  readonly name: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly documents: readonly JudgedDocument[];
}

export interface JudgedDocument {
  readonly index: number;
  /** Offsets into the file's text. */
  readonly start: number;
  readonly end: number;
  readonly objects: readonly JudgedObject[];
}

export interface Judge {
  /**
   * Fetches what these files need besides: what they name of each other, kinds that are not loaded yet, and CEL for
   * policies. Rejects where it cannot be had; what needs it then stays unjudged.
   */
  load(files: readonly SourceFile[]): Promise<void>;
  /** Judges all files. Documents that did not change since the last call cost next to nothing. */
  judge(files: readonly SourceFile[]): readonly JudgedFile[];
  /** The file as it was last read, for completion and hover. */
  read(file: string): YamlFile | undefined;
  /** What ties to what over these files, which may be newer than those judged. The same ones cost nothing again. */
  references(files: readonly SourceFile[]): Promise<References>;
}

/** @param loadCel what policies are written in; without it they have no say */
export function createJudge(
  explain: Explain = () => undefined,
  loadCel: () => Promise<CelEngine | undefined> = async () => undefined,
): Judge {
  const read = new Map<string, YamlFile>();
  const judged = new Map<string, { file: YamlFile; cluster: AdmissionCluster; result: JudgedFile }>();
  let base: AdmissionCluster = newCluster;
  let isWhole = false;
  let cluster = base;
  let deciding: readonly Manifest[] = [];
  let tie: typeof referencesOf | undefined;
  let tied:
    | { readonly files: readonly YamlFile[]; readonly names: string; readonly references: References }
    | undefined;

  const readFile = ({ name, text }: SourceFile): YamlFile => {
    const before = read.get(name);
    if (before?.text === text) return before;
    const file = parseYaml(text, before);
    read.set(name, file);
    return file;
  };

  const loadReferences = async (): Promise<typeof referencesOf> => {
    tie ??= (await import('./references')).referencesOf;
    return tie;
  };

  const referencesIn = (
    tieAll: typeof referencesOf,
    files: readonly SourceFile[],
    texts: readonly YamlFile[],
  ): References => {
    const names = files.map(({ name }) => name).join('/');
    if (tied?.names === names && texts.every((text, at) => text === tied?.files[at])) return tied.references;
    const references = tieAll(texts.map((text, at) => ({ name: files[at]?.name ?? '', read: text })));
    tied = { files: texts, names, references };
    return references;
  };

  const judgeFile = ({ name, text }: SourceFile, file: YamlFile): JudgedFile => {
    const before = judged.get(name);
    if (before?.file === file && before.cluster === cluster) return before.result;
    const documents = file.documents.map((document) => ({ document, objects: judgeDocument(document, cluster) }));
    const result: JudgedFile = {
      name,
      diagnostics: bounded(
        documents.flatMap(({ document, objects }) => diagnose({ file: name, text, document, explain }, objects)),
      ),
      documents: documents.map(({ document, objects }) => ({ index: document.index, ...document.range, objects })),
    };
    judged.set(name, { file, cluster, result });
    return result;
  };

  const loadKinds = async (files: readonly SourceFile[]): Promise<void> => {
    if (isWhole || !files.some((file) => manifestsIn(readFile(file)).some(isLaterKind))) return;
    const [cel] = await Promise.all([loadCel(), loadAllKinds()]);
    isWhole = true;
    base = { ...newCluster, ...(cel && { cel }) };
    cluster = base;
    deciding = [];
  };

  return {
    async load(files) {
      await Promise.all([loadReferences(), loadKinds(files)]);
    },
    judge(files) {
      const names = new Set(files.map(({ name }) => name));
      for (const name of read.keys()) {
        if (names.has(name)) continue;
        read.delete(name);
        judged.delete(name);
      }
      const texts = files.map((file) => readFile(file));
      const found = decidingIn(texts);
      if (found.length !== deciding.length || found.some((manifest, at) => manifest !== deciding[at])) {
        deciding = found;
        cluster = found.length === 0 ? base : clusterHolding(found, base);
      }
      const count = texts.reduce((sum, { documents }) => sum + documents.length, 0);
      const dangling = tie && count <= MOST_TIED ? referencesIn(tie, files, texts).dangling : [];
      return files.map((file, at) => withDangling(judgeFile(file, texts[at] ?? readFile(file)), dangling));
    },
    read: (file) => read.get(file),
    references: async (files) => referencesIn(await loadReferences(), files, files.map(readFile)),
  };
}

/** The manifests that decide how others are judged: a Namespace must be there for what is put into it. */
function decidingIn(files: readonly YamlFile[]): Manifest[] {
  return decidingAmong(files.flatMap(manifestsIn));
}

function manifestsIn({ documents }: YamlFile): unknown[] {
  return documents.flatMap(writtenIn).map(({ value }) => value);
}

/** In the order of the text; of what begins at one place, the refusal first. */
function withDangling(file: JudgedFile, dangling: readonly Diagnostic[]): JudgedFile {
  const own = dangling.filter((diagnostic) => diagnostic.file === file.name);
  if (own.length === 0) return file;
  const all = [...file.diagnostics, ...own];
  return { ...file, diagnostics: bounded(all.toSorted((a, b) => a.range.start - b.range.start)) };
}

/**
 * Documents over which every keystroke looks for references that lead nowhere: with more it would cost more than the
 * judgement itself. Marks, go to and rename know no such bound.
 */
const MOST_TIED = 200;

/** More than this of one file says nothing more to a person; what is refused comes before advice. */
const MOST = 500;

function bounded(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= MOST) return diagnostics;
  const refused = diagnostics.filter(({ severity }) => severity === 'error');
  return [...refused, ...diagnostics.filter(({ severity }) => severity !== 'error')].slice(0, MOST);
}
