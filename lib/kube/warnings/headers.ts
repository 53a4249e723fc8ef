/** What becomes of warnings on their way into headers. Models WithWarningRecorder (apiserver's endpoints/filters/warning.go). */
const MOST_IN_ALL = 4096;
const MOST_EACH = 256;

/** Said once, without those that no header can hold, and each cut short where all together are too long. */
export function asHeaders(warnings: readonly string[]): string[] {
  if (warnings.length === 0) return [];
  const distinct = [...new Set(warnings)].filter((text) => !/\p{Cc}/u.test(text));
  const lengths = distinct.map((text) => Array.from(text).length);
  if (lengths.reduce((sum, length) => sum + length, 0) <= MOST_IN_ALL) return distinct;
  let written = 0;
  return distinct.flatMap((text) => {
    if (written >= MOST_IN_ALL) return [];
    const cut = Array.from(text).slice(0, MOST_EACH);
    written += cut.length;
    return [cut.join('')];
  });
}
