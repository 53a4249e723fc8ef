/**
 * Where a link of a note may lead: a web page or a letter. Everything else (javascript:, data:, and paths into the
 * learner's blog, which is not here) is undefined, and shown as the text it is.
 */
export function safeUrl(written: string): string | undefined {
  let url: URL;
  try {
    url = new URL(written);
  } catch {
    return undefined;
  }
  return ['https:', 'http:', 'mailto:'].includes(url.protocol) ? url.href : undefined;
}
