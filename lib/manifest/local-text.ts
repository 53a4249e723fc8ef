/** One sentence in each language of the site. */
export interface LocalText {
  readonly en: string;
  readonly ko: string;
}
