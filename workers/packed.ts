/** Text as gzip and back, by the browser itself: off the page's thread, and without a library in the worker. */
export async function packed(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const packing = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packing).arrayBuffer());
}

/** Undefined where it is damaged. */
export async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  try {
    const unpacking = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return await new Response(unpacking).text();
  } catch {
    return undefined;
  }
}
