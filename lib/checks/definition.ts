/** The shapes of a check as a lesson's exercise.yaml declares it. */

/** A text in both languages of the site. `code` between backticks is its only markup. */
export interface LocalText {
  readonly en: string;
  readonly ko: string;
}

/** Which manifest a check looks at. Everything that is given must match. */
export interface CheckFind {
  readonly kind: string;
  readonly name?: string | undefined;
  readonly apiVersion?: string | undefined;
  /** Of what lives in the cluster; without it, any. */
  readonly namespace?: string | undefined;
  /** Only for a lesson in which the file matters; a right answer may stand in any file. */
  readonly file?: string | undefined;
}

/** A GET over HTTP, from outside the cluster. */
export interface CheckRequest {
  readonly host: string;
  /** Where it is sent, if nobody outside knows that host: an Ingress's. */
  readonly address?: string | undefined;
  readonly port: number;
  /** `/get-profile` */
  readonly path: string;
}

/**
 * One question put to the learner's files, or to their cluster.
 *
 * `expression` is CEL with two variables: `object`, the manifest that `find` found, and `manifests`, all of them.
 * Where several manifests match, it is enough that it holds for one. Without `find` there is only `manifests`.
 * Over the cluster `cluster` takes the place of `manifests`: all live objects of the kinds that the check names, by
 * `find` or in its expression as `kind == "Pod"`.
 * Over the traffic `object` is what `request` is answered, `{ status, body }`, and `absent` what is said where nobody answers.
 *
 * The texts may hold the placeholders of `placeholders`. Which text a learner gets: `absent` when `find` finds
 * nothing, `missing` when there is nothing (or null) at the path `at`, `message` otherwise. Both of the first two are optional:
 * `absent` has a general wording, `missing` falls back to `message`.
 */
export interface CheckDefinition {
  readonly id: string;
  /** What the check looks at: the files (default), what the API server holds, or what the learner's programs answer. */
  readonly over?: 'manifests' | 'cluster' | 'traffic' | undefined;
  /** Only over the traffic. */
  readonly request?: CheckRequest | undefined;
  readonly find?: CheckFind | undefined;
  readonly expression: string;
  /** Path of the field that the check is about: `spec.ports[0].port`, `spec.containers[name=web].image`. */
  readonly at?: string | undefined;
  readonly message: LocalText;
  readonly missing?: LocalText | undefined;
  readonly absent?: LocalText | undefined;
}

/**
 * What a text may quote. `value`: what stands at `at`. `keys`: the keys of the map at `at`, or of the map around it.
 * `name`: of the manifest found (or looked for). `kind`, `file`: likewise. `names`: of all manifests of
 * that kind. `count`: how many these are.
 */
export const placeholders = ['value', 'keys', 'name', 'kind', 'file', 'names', 'count'] as const;

export type Placeholder = (typeof placeholders)[number];

/** One document of the learner's files, as the API server would return it, or as it was read if that refuses it. */
export interface CheckedManifest {
  readonly file: string;
  /** Position of the document in its file, from 0. */
  readonly document: number;
  readonly object: unknown;
}

/** What a hint depends on: CEL over `cluster`, as in a check. */
export interface ConditionDefinition {
  readonly id: string;
  readonly expression: string;
}

export interface CheckVerdict {
  readonly id: string;
  readonly passed: boolean;
  /** What to tell the learner, placeholders filled in; only when the check failed. */
  readonly message?: LocalText;
  /** Only of a check over manifests. Where to put the cursor: as far along the check's `at` as the manifest goes. */
  readonly at?: { readonly file: string; readonly document: number; readonly path: readonly (string | number)[] };
}

/** Of the cluster, or of what answers in it; the others are asked of the files. */
export function asksCluster({ over = 'manifests' }: CheckDefinition): boolean {
  return over !== 'manifests';
}
