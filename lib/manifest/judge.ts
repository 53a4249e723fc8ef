import { clusterHolding, isDeciding, newCluster, type AdmissionCluster, type Manifest } from '@/lib/kube';
import { parseYaml, type YamlFile } from '@/lib/yaml';
import { diagnose } from './diagnose';
import type { Diagnostic } from './diagnostic';
import type { Explain } from './explain';
import { judgeDocument, writtenIn, type JudgedObject } from './judge-document';

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
  /** Judges all files. Documents that did not change since the last call cost next to nothing. */
  judge(files: readonly SourceFile[]): readonly JudgedFile[];
  /** The file as it was last read, for completion and hover. */
  read(file: string): YamlFile | undefined;
}

export function createJudge(explain: Explain = () => undefined): Judge {
  const read = new Map<string, YamlFile>();
  const judged = new Map<string, { file: YamlFile; cluster: AdmissionCluster; result: JudgedFile }>();
  let cluster: AdmissionCluster = newCluster;
  let deciding: readonly Manifest[] = [];

  const readFile = ({ name, text }: SourceFile): YamlFile => {
    const before = read.get(name);
    if (before?.text === text) return before;
    const file = parseYaml(text, before);
    read.set(name, file);
    return file;
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

  return {
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
        cluster = found.length === 0 ? newCluster : clusterHolding(found);
      }
      return files.map((file, at) => judgeFile(file, texts[at] ?? readFile(file)));
    },
    read: (file) => read.get(file),
  };
}

/** The manifests that decide how others are judged: a Namespace must be there for what is put into it. */
function decidingIn(files: readonly YamlFile[]): Manifest[] {
  return files.flatMap(({ documents }) => documents.flatMap(writtenIn).map(({ value }) => value)).filter(isDeciding);
}

/** More than this of one file says nothing more to a person; what is refused comes before advice. */
const MOST = 500;

function bounded(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= MOST) return diagnostics;
  const refused = diagnostics.filter(({ severity }) => severity === 'error');
  return [...refused, ...diagnostics.filter(({ severity }) => severity !== 'error')].slice(0, MOST);
}
