/** Flags as pflag reads them. Models spf13/pflag with kubectl's words for what is wrong. */
export interface FlagSpec {
  /** Without its dashes: `output`. */
  readonly name: string;
  /** `o`. */
  readonly short?: string;
  readonly type: 'bool' | 'string' | 'int' | 'duration' | 'strings' | 'map';
  /** What it is where it stands without a value (`--dry-run`); a bool needs none. */
  readonly bare?: string;
  readonly default?: string;
  readonly help: string;
}

export interface FlagValues {
  /** Whether it was given. */
  has(name: string): boolean;
  string(name: string): string;
  bool(name: string): boolean;
  int(name: string): number;
  /** Milliseconds. */
  duration(name: string): number;
  strings(name: string): readonly string[];
}
