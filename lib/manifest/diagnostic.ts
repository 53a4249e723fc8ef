import type { TextRange } from '@/lib/yaml';
import type { Fix } from './fix-edits';
import type { LocalText } from './local-text';

/** One-based, columns in UTF-16 units, as editors count. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/**
 * One thing to say about one place of a file. `says` is the exact sentence of kubectl or the API server (absent for
 * advice, which the server does not give); `means` is the same for a person.
 */
export interface Diagnostic {
  readonly file: string;
  /** Which document of the file, from 0. */
  readonly document: number;
  /**
   * error: refused. warning: accepted with a Warning. advice: accepted, but probably not meant. notice: not judged, or
   * tied to something that is not in the files.
   */
  readonly severity: 'error' | 'warning' | 'advice' | 'notice';
  /** Who would say it: the YAML reader, kubectl before sending, or the API server at which stage; `reference`: nobody. */
  readonly stage: 'yaml' | 'client' | 'decode' | 'validation' | 'admission' | 'reference' | 'none';
  readonly says?: string;
  readonly means?: LocalText;
  /** What would mend it, where there is one sensible way. */
  readonly fix?: Fix;
  /** Kubernetes' spelling of the field, `spec.ports[0].port`, where the fault has one. */
  readonly field?: string;
  readonly range: TextRange;
  readonly start: TextPosition;
  readonly end: TextPosition;
}
