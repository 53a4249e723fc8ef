/** Certificates and keys as text. Models encoding/pem's Decode, called until it finds nothing more. */
import { canonicalBase64 } from '../decode';

export interface PemBlock {
  readonly type: string;
  /** In base64. */
  readonly bytes: string;
}

/**
 * Between `-----BEGIN type-----` and the same END, each at a line's start and end. Blocks that are not whole are skipped.
 * @param input a character a byte
 */
export function pemBlocks(input: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  let lines: string[] | undefined;
  let type = '';
  for (const line of input.split('\n')) {
    const text = line.replace(/\r$/, '').replace(/[ \t]+$/, '');
    const begin = /^-----BEGIN (.*)-----$/.exec(text)?.[1];
    if (begin !== undefined) {
      lines = [];
      type = begin;
    } else if (lines && text.startsWith('-----END ')) {
      const body = text === `-----END ${type}-----` ? bodyOf(lines) : undefined;
      if (body !== undefined) blocks.push({ type, bytes: body });
      lines = undefined;
    } else lines?.push(text);
  }
  return blocks;
}

/** What comes after the headers (`Proc-Type: …`), or undefined if it is no base64. */
function bodyOf(lines: readonly string[]): string | undefined {
  const first = lines.findIndex((line) => !line.includes(':'));
  const body = canonicalBase64(
    lines
      .slice(Math.max(first, 0))
      .join('')
      .replace(/[ \t\r]/g, ''),
  );
  return typeof body === 'string' ? body : undefined;
}
