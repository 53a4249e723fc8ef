/** `$(NAME)` in values, commands and arguments. Models third_party/forked/golang/expansion: `$$(NAME)` stays `$(NAME)`, an unknown name stays as written. */
const REFERENCE = /\$(?:\$|\(([^)]*)\))/g;

export function expand(text: string, valueOf: (name: string) => string | undefined): string {
  if (!text.includes('$')) return text;
  return text.replace(REFERENCE, (whole: string, name: string | undefined) =>
    name === undefined ? '$' : (valueOf(name) ?? whole),
  );
}
