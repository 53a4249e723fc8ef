/** What a describer may ask beyond the object itself. */
import type { Failure } from '../failure';
import type { Value } from './value';

export interface Surroundings {
  /** Milliseconds since 1970, as the client's clock shows it. */
  readonly now: number;
  get(path: string): Promise<Value | Refusal>;
  /** All items, however many pages they come in. */
  list(path: string, query?: Readonly<Record<string, string>>): Promise<readonly Value[] | Refusal>;
  /** What was told of an object; undefined where it is not to be shown. */
  events(subject: Subject): Promise<readonly Value[] | undefined>;
}

export interface Subject {
  readonly name: string;
  readonly namespace: string;
  /** Left out, events are found by uid alone. */
  readonly kind?: string;
  readonly uid: string;
}

/** The server, or nobody, said no. */
export interface Refusal {
  /** As Go's error has it: `services "web" not found`. */
  readonly refused: string;
  readonly reason: string;
  readonly failure: Failure;
}

export function isRefusal(answer: object): answer is Refusal {
  return 'refused' in answer;
}

/** Writes an object onto a page; its kind's name and the uid are in the object. A refusal ends it all. */
export type Describer = (object: Value, around: Surroundings) => Promise<string | Refusal>;
