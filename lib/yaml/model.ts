/** The shapes that a read YAML file has. Offsets count UTF-16 units; an end is exclusive. */

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The steps from the root to a value: keys of maps as JSON spells them, positions in lists. */
export type YamlPath = readonly (string | number)[];

export interface YamlFault {
  /** go-yaml's words, with `line N: ` where it says so and without `yaml: `. */
  readonly message: string;
  /** The whole error as kubectl's decoder words it: `error converting YAML to JSON: yaml: line 6: …`. */
  readonly error: string;
  /** What to underline, in the file; not always the place that go-yaml's line number names. */
  readonly range: TextRange;
}

/**
 * A node as it stands in the text. Its offsets count from the document's start (`document.range.start`), so that a
 * document that only moved keeps its nodes. A block collection ends where its last child ends.
 */
export type YamlNode = YamlMap | YamlList | YamlScalar | YamlAlias;

interface NodeBase extends TextRange {
  /** The tag, written or resolved, in its short form: `!!int`, `!!str`, `!mine`. */
  readonly tag: string;
  readonly anchor: string | undefined;
  /** What the node means as JSON; integers beyond 2^53 are bigint. */
  readonly value: unknown;
}

export interface YamlScalar extends NodeBase {
  readonly kind: 'scalar';
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
  /** The content with quotes, folding and escapes undone; the raw text is the document's text between start and end. */
  readonly text: string;
}

export interface YamlMap extends NodeBase {
  readonly kind: 'map';
  readonly value: Readonly<Record<string, unknown>>;
  readonly style: 'block' | 'flow';
  readonly entries: readonly YamlEntry[];
}

export interface YamlList extends NodeBase {
  readonly kind: 'list';
  readonly value: readonly unknown[];
  readonly style: 'block' | 'flow';
  readonly items: readonly YamlNode[];
}

export interface YamlAlias extends NodeBase {
  readonly kind: 'alias';
  /** The name without `*`. */
  readonly name: string;
  /** Undefined where no such anchor was set before. */
  readonly target: YamlNode | undefined;
}

export interface YamlEntry {
  readonly key: YamlNode;
  readonly value: YamlNode;
  /** The key as JSON spells it; undefined for a key that JSON can't have (a list, a map, null) and for a merge. */
  readonly name: string | undefined;
  /** `<<: …`: the entries of the value count as this map's. */
  readonly merge: boolean;
}

export interface DuplicateKey {
  readonly path: YamlPath;
  readonly first: TextRange;
  readonly second: TextRange;
}

export interface YamlDocument {
  readonly index: number;
  /** Read as JSON, because the file starts with a brace. */
  readonly isJson: boolean;
  /** From after the `---` that ended the document before (a first `---` is part of its document) to the next. */
  readonly range: TextRange;
  /** Nothing but blanks and comments, or null: kubectl skips it. */
  readonly empty: boolean;
  /**
   * The JSON value kubectl sends; undefined on a fault. Integers beyond 2^53 are bigint. The same object as before (===)
   * when the document's text did not change.
   */
  readonly value: unknown;
  /** The first fault, the one kubectl words; a document has at most one. */
  readonly fault: YamlFault | undefined;
  /** `value`, or on a fault what could be read before and after it. */
  readonly partial: unknown;
  /** The tree that `partial` was made of. */
  readonly root: YamlNode | undefined;
  /** The key that sets the value at `path`; undefined for list items and paths that aren't in the text. */
  keyRange(path: YamlPath): TextRange | undefined;
  valueRange(path: YamlPath): TextRange | undefined;
  /**
   * What the cursor is in: a key, a value, or, in blank space or a line that could not be read, the map or list that
   * a line of this indentation would belong to (`at` is 'value' then, and the path that collection's).
   */
  pathAt(offset: number): { path: (string | number)[]; at: 'key' | 'value' } | undefined;
  /** Keys set more than once: kubectl accepts them and takes the last. */
  readonly duplicates: readonly DuplicateKey[];
}

export interface YamlFile {
  readonly text: string;
  readonly documents: readonly YamlDocument[];
}
