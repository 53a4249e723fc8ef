/** Base64 as the API has it, decoded by hand because the engine knows neither Node nor the browser. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES: ReadonlyMap<string, number> = new Map(ALPHABET.split('').map((letter, value) => [letter, value]));

/** How many bytes a good base64 text stands for. */
export function base64Length(text: string): number {
  const letters = text.replace(/[\r\n=]/g, '').length;
  return Math.floor((letters * 3) / 4);
}

/** The text as one character a byte; what is no base64 is passed over. */
export function base64Bytes(text: string): string {
  let bytes = '';
  let bits = 0;
  let held = 0;
  for (const letter of text) {
    const value = VALUES.get(letter);
    if (value === undefined) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += String.fromCharCode((held >> bits) & 0xff);
  }
  return bytes;
}
