import type { FieldFault, Refused } from '@/lib/kube';
import { positionAt, type TextRange, type YamlDocument, type YamlPath } from '@/lib/yaml';
import { adviceIn, type Advised } from './advice';
import type { Diagnostic } from './diagnostic';
import type { Explain } from './explain';
import { faultsOf, type JudgedObject } from './judge-document';
import { firstLineOf, locate, stepsOf } from './locate';

interface Place {
  readonly file: string;
  readonly text: string;
  readonly document: YamlDocument;
  readonly explain: Explain;
}

/** More of it than is ever shown. */
const MOST_ADVICE = 500;

/** Everything there is to say about one document, in the order of the text. */
export function diagnose(place: Place, judged: readonly JudgedObject[]): Diagnostic[] {
  const { document } = place;
  const found: Diagnostic[] = [];
  if (document.fault) found.push(yamlFault(place, document.fault.message, document.fault.range));
  for (const object of judged) found.push(...ofObject(place, object));
  const ranges = found.map(({ range }) => range);
  // What is an error already needs no advice beside it.
  const advised = adviceIn(place.text, document, judged).filter(
    ({ range }) => !ranges.some(({ start, end }) => start < range.end && range.start < end),
  );
  found.push(...advised.slice(0, MOST_ADVICE).flatMap((one) => advice(place, one)));
  return found.toSorted((a, b) => a.range.start - b.range.start);
}

function yamlFault(place: Place, says: string, range: TextRange): Diagnostic {
  const said = `yaml: ${says}`;
  const marked = widened(place.text, range);
  return at(place, marked, { severity: 'error', stage: 'yaml', says: said, ...meaning(place, said, 'yaml', marked) });
}

function ofObject(place: Place, object: JudgedObject): Diagnostic[] {
  const { judgement } = object;
  if (judgement.verdict === 'not-judged') {
    const range = locate(place.text, place.document, [...object.at, 'kind'], 'value');
    const field = judgement.kind;
    return [
      at(place, range, {
        severity: 'notice',
        stage: 'none',
        means: {
          en: `${field} (${judgement.apiVersion}) is not judged yet. It stays as you wrote it.`,
          ko: `${field} (${judgement.apiVersion}) 종류는 아직 판정하지 않아요. 쓴 내용은 그대로 남아요.`,
        },
      }),
    ];
  }
  const warnings = judgement.warnings.map((says) => warning(place, object, says));
  if (judgement.verdict === 'accepted') return warnings;
  const faults = faultsOf(object);
  if (faults.length === 0) {
    const says = judgement.status.message;
    const range = locate(place.text, place.document, object.at, 'value');
    return [
      at(place, range, {
        severity: 'error',
        stage: judgement.stage,
        says,
        ...meaning(place, says, judgement.stage, range, object),
      }),
      ...warnings,
    ];
  }
  return [
    ...faults.map((fault) => {
      // kubectl names the file it reads; the judge reads none.
      const says = wordedAlone(fault, judgement).replaceAll('"STDIN"', JSON.stringify(place.file));
      const range = locate(place.text, place.document, fault.path, fault.at);
      return at(place, range, {
        severity: 'error',
        stage: judgement.stage,
        says,
        field: fault.field,
        ...meaning(place, says, judgement.stage, range, object, fault.path, fault.field),
      });
    }),
    ...warnings,
  ];
}

/**
 * One fault as the server would word it were it the only one: `spec.ports[0].port: Required value`, or, where the
 * object could not be read, behind the beginning of that sentence.
 */
function wordedAlone({ reason, field, message }: FieldFault, { stage, status }: Refused): string {
  if (stage === 'client') return message;
  if (reason.startsWith('FieldValue')) return field === '' ? message : `${field}: ${message}`;
  const beginning = stage === 'decode' ? /^.* cannot be handled as a [^:]+: /.exec(status.message)?.[0] : undefined;
  if (beginning === undefined || message.startsWith(beginning)) return message;
  return `${beginning}${reason === 'UnknownField' ? 'strict decoding error: ' : ''}${message}`;
}

/** A Warning names its field first, if it has one: `spec.containers[0].env[1]: hides previous definition of "A"`. */
function warning(place: Place, object: JudgedObject, says: string): Diagnostic {
  const field = /^([a-zA-Z][\w.[\]"/-]*): /.exec(says)?.[1] ?? '';
  const path = [...object.at, ...stepsOf(field)];
  const range = locate(place.text, place.document, path, 'value');
  return at(place, range, {
    severity: 'warning',
    stage: 'validation',
    says,
    field,
    ...meaning(place, says, 'warning', range, object, path, field),
  });
}

/** Without its sentence there is nothing to say. */
function advice(place: Place, { id, range, path, object }: Advised): Diagnostic[] {
  const said = meaning(place, id, 'advice', range, object, path);
  return said.means ? [at(place, range, { severity: 'advice', stage: 'none', ...said })] : [];
}

function at(
  { file, text, document }: Place,
  range: TextRange,
  said: Omit<Diagnostic, 'file' | 'document' | 'range' | 'start' | 'end'>,
): Diagnostic {
  return {
    file,
    document: document.index,
    range,
    start: positionAt(text, range.start),
    end: positionAt(text, range.end),
    ...said,
  };
}

function meaning(
  { explain, text, document }: Place,
  says: string,
  stage: string,
  range: TextRange,
  object?: Pick<JudgedObject, 'apiVersion' | 'kind' | 'at'>,
  path: YamlPath = object?.at ?? [],
  field = '',
): Pick<Diagnostic, 'means' | 'fix'> {
  const { apiVersion = '', kind = '', at: base = [] } = object ?? {};
  return explain({ says, stage, field, text, document, range, apiVersion, kind, base, path }) ?? {};
}

/** A fault at the end of a line, or of the file, is marked at the last word before it. */
function widened(text: string, range: TextRange): TextRange {
  const cut = firstLineOf(text, range);
  if (text.slice(cut.start, cut.end).trim() !== '') return cut;
  const before = text.slice(0, range.start).trimEnd();
  const lineStart = before.lastIndexOf('\n') + 1;
  const start = lineStart + (/^\s*/.exec(before.slice(lineStart))?.[0].length ?? 0);
  return before.length > start ? { start, end: before.length } : cut;
}
