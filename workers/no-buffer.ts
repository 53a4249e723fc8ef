/**
 * Stands in for Node's `buffer` in the browser (next.config.ts). cel-js uses Buffer where there is one; the stand-in
 * that the bundler would bring has not all of its methods, and the platform has what is needed.
 */
export const Buffer = undefined;
