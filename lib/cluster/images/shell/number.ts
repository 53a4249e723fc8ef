/** What a shell's tools take for a number. */
export function matchesNumber(text: string): boolean {
  return /^\s*[-+]?(?:\d+(?:\.\d*)?|\.\d+|0x[0-9a-fA-F]+)\s*$/.test(text);
}
