/** What may stand behind a program's name, for completion. */

/** Words with what may follow each; those that begin with a dash are flags. */
export interface Subcommands {
  readonly [word: string]: Subcommands;
}

/** `words('start stop --all')`: each with nothing behind it. */
export function words(text: string): Subcommands {
  return Object.fromEntries(text.split(' ').map((word) => [word, {}]));
}
