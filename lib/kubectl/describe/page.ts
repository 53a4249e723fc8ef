/** What a describer writes on: lines of cells, indented by two spaces a level; aligned when it is done. Models PrefixWriter. */
import { alignColumns } from '../tabwriter';

export class Page {
  #text = '';

  /** As it is, where a line is put together; tabs end cells. */
  put(text: string, level = 0): void {
    this.#text += '  '.repeat(level) + text;
  }

  line(text: string, level = 0): void {
    this.put(`${text}\n`, level);
  }

  /** `Name:` and its value in the second column. */
  field(title: string, value: string | number, level = 0): void {
    this.line(`${title}:\t${value}`, level);
  }

  /** One line for each, the title before the first. Put in pieces, as kubectl does: where a page is nested, each is indented. */
  multiline(title: string, values: readonly string[], indent = '', level = 0): void {
    this.put(`${indent}${title}:\t`, level);
    if (values.length === 0) this.line('<none>');
    values.forEach((value, at) => {
      if (at > 0) {
        this.put(indent);
        this.put('\t', level);
      }
      this.line(value);
    });
  }

  /** A heading with a rule under each word. */
  heading(titles: readonly string[], level = 1): void {
    this.line(titles.join('\t'), level);
    this.line(titles.map((title) => '-'.repeat(title.length)).join('\t'), level);
  }

  /** Aligned. What could steer a terminal is written out. */
  get text(): string {
    return alignColumns(this.#text.replaceAll('\x1b', '^[').replaceAll('\r', '\\r'));
  }
}
