/** Base64, as Go's encoding/base64 writes it. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Of the text's UTF-8. */
export function base64(text: string): string {
  const bytes = [...encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|([^%])/g)].map(([, hex, plain]) =>
    hex === undefined ? (plain ?? '').charCodeAt(0) : Number.parseInt(hex, 16),
  );
  let coded = '';
  for (let start = 0; start < bytes.length; start += 3) {
    const three = [bytes[start] ?? 0, bytes[start + 1] ?? 0, bytes[start + 2] ?? 0] as const;
    const bits = three[0] * 65536 + three[1] * 256 + three[2];
    const left = bytes.length - start;
    const letters = [18, 12, 6, 0].map((shift) => ALPHABET[Math.floor(bits / 2 ** shift) % 64] ?? '');
    coded +=
      left > 2
        ? letters.join('')
        : letters
            .slice(0, left + 1)
            .join('')
            .padEnd(4, '=');
  }
  return coded;
}
