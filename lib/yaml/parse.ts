import { PlacedDocument } from './document';
import { type DocumentSlice, splitDocuments } from './documents';
import { looksLikeJson, readJsonStream } from './json-stream';
import type { YamlFile } from './model';
import { readDocument, type Reading } from './read';
import { trimSpace } from './white-space';

const LONE_SURROGATE = /\p{Surrogate}/u;
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Reads all documents of a file, each on its own: a broken one does not silence the others (kubectl stops at it).
 * With the file as it was before, the documents whose text did not change are taken over.
 */
export function parseYaml(text: string, previous?: YamlFile): YamlFile {
  if (previous?.text === text) return previous;
  const source = decodable(text);
  const start = source.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  const documents = looksLikeJson(source, start)
    ? readJsonFile(source, start)
    : readYamlFile(source, start, knownReadings(previous));
  return { text, documents };
}

function knownReadings(previous: YamlFile | undefined): ReadonlyMap<string, Reading> {
  const known = new Map<string, Reading>();
  for (const document of previous?.documents ?? []) {
    if (document instanceof PlacedDocument && document.form === 'yaml') known.set(document.text, document.reading);
  }
  return known;
}

/** What is no UTF-8 reaches kubectl's reader as U+FFFD. */
function decodable(text: string): string {
  return LONE_SURROGATE.test(text) ? text.replaceAll(new RegExp(LONE_SURROGATE, 'gu'), '\ufffd') : text;
}

function readYamlFile(source: string, start: number, known: ReadonlyMap<string, Reading>): PlacedDocument[] {
  return splitDocuments(source, start).map((slice, index) => {
    const content = source.slice(slice.start, slice.end);
    const reading = known.get(content) ?? readSlice(content, slice);
    return new PlacedDocument(index, slice.start, content, reading, 'yaml');
  });
}

function readSlice(content: string, slice: DocumentSlice): Reading {
  if (slice.badSeparator === undefined) return readDocument(content);
  const at = slice.badSeparator - slice.start;
  const words = trimSpace(content.slice(at));
  const reading = readDocument(at > 0 ? content.slice(0, at) : content);
  const message = `invalid Yaml document separator: ${trimSpace(words.slice(3))}`;
  return { ...reading, value: undefined, fault: { message, error: message, start: at, end: at + words.length } };
}

/** JSON values, then, where they end in something else, YAML. */
function readJsonFile(source: string, from: number): PlacedDocument[] {
  const stream = readJsonStream(source, from);
  const documents = stream.parts.map(
    ({ start, end, reading }, index) => new PlacedDocument(index, start, source.slice(start, end), reading, 'json'),
  );
  const { error, yamlStart } = stream;
  if (error === undefined) return documents;
  if (yamlStart === undefined) {
    const content = source.slice(stream.end);
    documents.push(
      new PlacedDocument(documents.length, stream.end, content, refuse(readDocument(content), error), 'json'),
    );
    return documents;
  }
  for (const slice of splitDocuments(source, yamlStart)) {
    const content = source.slice(slice.start, slice.end);
    const reading = readSlice(content, slice);
    const isFirst = slice.start === yamlStart;
    const outcome = isFirst && reading.fault ? refuse(reading, error) : reading;
    documents.push(new PlacedDocument(documents.length, slice.start, content, outcome, 'yaml behind json'));
  }
  return documents;
}

function refuse(reading: Reading, error: string): Reading {
  const { start, end } = reading.fault ?? { start: 0, end: 1 };
  return { ...reading, value: undefined, fault: { message: error, error, start, end } };
}
