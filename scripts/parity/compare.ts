/** One case: what was answered beside what the real one said. A measure that does not apply is left out. */
import type { Judgement } from '@/lib/kube';
import type { Cause, CreateCase, Ending, Expectation, TextCase, UpdateCase } from './cases';
import { matches } from './mask';

export const MEASURES = ['verdict', 'fields', 'message', 'warnings', 'object'] as const;
export type Measure = (typeof MEASURES)[number];

export interface Comparison {
  expected: unknown;
  got: unknown;
  right: boolean;
}

export type Comparisons = Partial<Record<Measure, Comparison>>;

/** kubectl's run over a text, and the objects that the server returned. */
export type CreateFromText = (
  text: string,
  file: string,
) => Readonly<Ending> & { readonly objects: readonly unknown[] };

export function compareCreate({ expect }: CreateCase, judgement: Judgement): Comparisons | undefined {
  return compareJudgement(expect, judgement, (object) => object);
}

/** The controllers were running: what they write is not part of the case. */
export function compareUpdate({ expect }: UpdateCase, judgement: Judgement): Comparisons | undefined {
  return compareJudgement(expect, judgement, withoutControllers);
}

function compareJudgement(
  expect: Expectation,
  judgement: Judgement,
  part: (object: unknown) => unknown,
): Comparisons | undefined {
  if (judgement.verdict === 'not-judged') return undefined;
  const accepted = judgement.verdict === 'accepted';
  const stage = accepted ? 'accepted' : judgement.stage;
  const comparisons: Comparisons = { verdict: same(expectedStage(expect), stage) };
  const warnings = expect.warnings ?? [];
  if (warnings.length + judgement.warnings.length > 0) comparisons.warnings = same(warnings, judgement.warnings);
  if (expect.object !== undefined) {
    const got = accepted ? judgement.object : undefined;
    comparisons.object = same(part(expect.object), part(got));
  }
  if (expect.message !== undefined) {
    const message = accepted ? undefined : judgement.status.message;
    comparisons.message = same(expect.message, message);
    const causes = accepted ? undefined : judgement.status.causes;
    comparisons.fields = same(fieldsOf(expect.causes, expect.message), fieldsOf(causes, message));
  }
  return comparisons;
}

/** A case that kubectl answered: its exit and its words. */
export function compareKubectl({ expect, manifest }: CreateCase, createFromText: CreateFromText): Comparisons {
  const { exit, stdout, stderr } = createFromText(JSON.stringify(manifest), 'STDIN');
  const said = expect.kubectl;
  return {
    verdict: same(speaker(said?.stderr ?? ''), speaker(stderr)),
    message: same(said, { exit, stdout, stderr }),
  };
}

export function compareText({ text, expect }: TextCase, createFromText: CreateFromText): Comparisons {
  const { exit, stdout, stderr, objects } = createFromText(text, 'manifest.yaml');
  return {
    verdict: same(expect.exit, exit),
    message: same({ stdout: expect.stdout, stderr: expect.stderr }, { stdout, stderr }),
    ...(expect.objects && { object: same(expect.objects, objects) }),
  };
}

/** The status, and the revision that the Deployment controller notes down. */
function withoutControllers(object: unknown): unknown {
  if (typeof object !== 'object' || object === null) return object;
  const { status: _status, ...rest } = structuredClone(object) as Record<string, unknown>;
  const { metadata } = rest as { metadata?: { annotations?: Record<string, string> } };
  if (!metadata?.annotations) return rest;
  delete metadata.annotations['deployment.kubernetes.io/revision'];
  if (Object.keys(metadata.annotations).length === 0) delete metadata.annotations;
  return rest;
}

function same(expected: unknown, got: unknown): Comparison {
  return { expected, got, right: matches(expected, got) };
}

function expectedStage({ code = 0 }: Expectation): string {
  if (code < 300) return 'accepted';
  if (code === 400) return 'decode';
  return code === 422 ? 'validation' : 'admission';
}

/** `error` for kubectl's own refusal, `Error from server (NotFound)` or `The Pod …` for the server's. */
function speaker(stderr: string): string {
  return /^(error|Error from server \(\w+\)|The (?=\w+ ".*" is invalid))/.exec(stderr)?.[0] ?? stderr;
}

/** The causes as a set of `field reason`; of a decoding error, the fields that its message names. */
function fieldsOf(causes: readonly Cause[] | undefined, message = ''): string[] {
  if (causes && causes.length > 0) return causes.map(({ field, reason }) => `${field} ${reason}`).toSorted();
  const named = /Go struct field (\S+) of type/.exec(message)?.[1];
  if (named !== undefined) return [named];
  return [...message.matchAll(/unknown field ("(?:[^"\\]|\\.)*")/g)].map(([, field = '']) => field);
}
