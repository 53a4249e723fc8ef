import { parseYaml, type YamlFile } from '@/lib/yaml';
import { diagnose } from './diagnose';
import type { Diagnostic } from './diagnostic';
import type { Explain } from './explain';
import { judgeDocument, type JudgedObject } from './judge-document';

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
  const judged = new Map<string, { file: YamlFile; result: JudgedFile }>();

  const judgeFile = ({ name, text }: SourceFile): JudgedFile => {
    const before = judged.get(name);
    if (before?.file.text === text) return before.result;
    const file = parseYaml(text, read.get(name));
    read.set(name, file);
    const documents = file.documents.map((document) => ({ document, objects: judgeDocument(document) }));
    const result: JudgedFile = {
      name,
      diagnostics: bounded(
        documents.flatMap(({ document, objects }) => diagnose({ file: name, text, document, explain }, objects)),
      ),
      documents: documents.map(({ document, objects }) => ({ index: document.index, ...document.range, objects })),
    };
    judged.set(name, { file, result });
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
      return files.map(judgeFile);
    },
    read: (file) => read.get(file),
  };
}

/** More than this of one file says nothing more to a person; what is refused comes before advice. */
const MOST = 500;

function bounded(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= MOST) return diagnostics;
  const refused = diagnostics.filter(({ severity }) => severity === 'error');
  return [...refused, ...diagnostics.filter(({ severity }) => severity !== 'error')].slice(0, MOST);
}
