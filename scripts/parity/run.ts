/** Judges every case of a folder. */
import {
  dryRunOf,
  isJudged,
  judgeCreate,
  judgePatch,
  judgeUpdate,
  kinds,
  newCluster,
  type Judgement,
} from '@/lib/kube';
import type { Cases, UpdateCase } from './cases';
import { compareCreate, compareKubectl, compareText, compareUpdate, type CreateFromText } from './compare';
import type { Result } from './report';

export interface Results {
  create: Result[];
  update: Result[];
  text: Result[];
}

/** The golden cases are dry runs against a new cluster. */
const cluster = dryRunOf(newCluster);

const judged = new Set(kinds.filter(isJudged).map(({ kind }) => kind));

/** @param createFromText kubectl: some cases were answered by it */
export function judgeCases({ create, update, text }: Cases, createFromText: CreateFromText): Results {
  return {
    create: create.map((one) => {
      const { id, label, kind, manifest, expect } = one;
      if (!judged.has(kind)) return { id, label, kind, comparisons: undefined };
      const comparisons = expect.kubectl
        ? compareKubectl(one, createFromText)
        : compareCreate(one, judgeCreate(manifest, { cluster }));
      return { id, label, kind, comparisons };
    }),
    update: update.map((one) => {
      const { id, label, kind } = one;
      return { id, label, kind, comparisons: compareUpdate(one, judgeChange(one)) };
    }),
    text: text.map((one) => {
      const { id, label } = one;
      return { id, label, kind: 'text', comparisons: compareText(one, createFromText) };
    }),
  };
}

function judgeChange({ live, change }: UpdateCase): Judgement {
  if (change.op === 'update') return judgeUpdate(change.manifest as Record<string, unknown>, live, { cluster });
  return judgePatch({ type: change.op, body: change.body }, live, { cluster });
}
