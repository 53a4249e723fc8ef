/** Judges every case of a folder. */
import { dryRunOf, judgeCreate, newCluster, type Judgement } from '@/lib/kube';
import type { Cases } from './cases';
import { compareCreate, compareKubectl, compareText, type CreateFromText } from './compare';
import type { Result } from './report';

export interface Results {
  create: Result[];
  text: Result[];
}

/** The golden cases are dry runs against a new cluster. */
const cluster = dryRunOf(newCluster);

function judge(manifest: unknown): Judgement {
  return judgeCreate(manifest, { cluster });
}

/** @param createFromText kubectl; without it the cases that it answered are not judged */
export function judgeCases({ create, text }: Cases, createFromText: CreateFromText | undefined): Results {
  return {
    create: create.map((one) => {
      const { id, label, kind, manifest, expect } = one;
      if (!expect.kubectl) return { id, label, kind, comparisons: compareCreate(one, judge(manifest)) };
      const isJudged = judge(manifest).verdict !== 'not-judged';
      return {
        id,
        label,
        kind,
        comparisons: createFromText && isJudged ? compareKubectl(one, createFromText) : undefined,
      };
    }),
    text: text.map((one) => {
      const { id, label } = one;
      return { id, label, kind: 'text', comparisons: createFromText && compareText(one, createFromText) };
    }),
  };
}
