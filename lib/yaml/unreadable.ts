import { SyntaxFault } from './syntax-fault';
import { utf8Width } from './utf8';

const UNREADABLE = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const ALL_UNREADABLE = new RegExp(UNREADABLE, 'gu');

/** How many bytes go-yaml reads at once. */
const CHUNK = 512;

/** The first character that YAML does not allow, and where the text was cut that go-yaml decodes before it. */
export interface Unreadable {
  readonly fault: SyntaxFault;
  readonly readableEnd: number;
}

/**
 * go-yaml decodes 512 bytes at once and complains of a control character in them before it scans any of them.
 * Models yaml_parser_update_buffer.
 */
export function findUnreadable(text: string): Unreadable | undefined {
  const match = UNREADABLE.exec(text);
  if (!match) return undefined;
  const fault = new SyntaxFault('control characters are not allowed', match.index, match.index + match[0].length);
  return { fault, readableEnd: chunkStart(text, match.index) };
}

export function withoutUnreadable(text: string): string {
  return text.replaceAll(ALL_UNREADABLE, ' ');
}

/** Where the chunk starts that holds the character at `index`. */
function chunkStart(text: string, index: number): number {
  let start = 0;
  let bytes = 0;
  for (let at = 0; at <= index;) {
    const code = text.codePointAt(at) ?? 0;
    const units = code > 0xffff ? 2 : 1;
    // CRLF has become LF before go-yaml sees it.
    const width = code === 0x0d && text.charCodeAt(at + 1) === 0x0a ? 0 : utf8Width(code);
    if (bytes + width > CHUNK) {
      start = at;
      bytes = 0;
    }
    bytes += width;
    at += units;
  }
  return start;
}
