import { PlacedDocument } from './document';
import { type DocumentSlice, splitDocuments } from './documents';
import type { YamlFile } from './model';
import { readDocument, type Reading } from './read';

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Reads all documents of a file, each on its own: a broken one does not silence the others (kubectl stops at it).
 * With the file as it was before, the documents whose text did not change are taken over.
 */
export function parseYaml(text: string, previous?: YamlFile): YamlFile {
  if (previous?.text === text) return previous;
  const known = new Map<string, Reading>();
  for (const document of previous?.documents ?? []) {
    if (document instanceof PlacedDocument) known.set(document.text, document.reading);
  }
  const source = decodable(text);
  const documents = splitDocuments(source, source.startsWith('\ufeff') ? 1 : 0).map((slice, index) => {
    const content = source.slice(slice.start, slice.end);
    return new PlacedDocument(index, slice.start, content, known.get(content) ?? readSlice(content, slice));
  });
  return { text, documents };
}

/** What is no UTF-8 reaches kubectl's reader as U+FFFD; a byte order mark is taken off the file. */
function decodable(text: string): string {
  return LONE_SURROGATE.test(text) ? text.replaceAll(new RegExp(LONE_SURROGATE, 'gu'), '\ufffd') : text;
}

function readSlice(content: string, slice: DocumentSlice): Reading {
  if (slice.badSeparator === undefined) return readDocument(content);
  const at = slice.badSeparator - slice.start;
  const words = content.slice(at).trim();
  const reading = readDocument(at > 0 ? content.slice(0, at) : content);
  const message = `invalid Yaml document separator: ${words.slice(3).trim()}`;
  return { ...reading, value: undefined, fault: { message, error: message, start: at, end: at + words.length } };
}
