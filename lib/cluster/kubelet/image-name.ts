/** `nginx:1.27` of `docker.io/library/nginx:1.27`: how Docker, as a Pod's runtime, names what its own registry holds. */
export function familiarName(full: string): string {
  return full.replace(/^docker\.io\/(?:library\/)?/, '');
}
