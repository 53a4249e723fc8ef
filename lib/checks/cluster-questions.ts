import { Budget, celValues, type Seen } from './cel-value';
import { compileChecks, compileConditions, kindsOf } from './compile';
import type { CheckDefinition, CheckVerdict, ConditionDefinition } from './definition';
import { judgeAll, looks } from './run';
import { judgeTraffic, type AskedNetwork } from './traffic';

export interface ClusterAnswers {
  readonly verdicts: CheckVerdict[];
  readonly conditions: Record<string, boolean>;
}

/**
 * A lesson's questions to the cluster, compiled. `run` is given all live objects of `kinds` (of the store: what it keeps of
 * them from call to call relies on an object that never changes) and the network, which checks over the traffic ask; its
 * verdicts have no place in a file.
 */
export function clusterQuestions(
  checks: readonly CheckDefinition[],
  conditions: readonly ConditionDefinition[],
): {
  readonly kinds: readonly string[];
  readonly run: (objects: readonly object[], network?: AskedNetwork) => ClusterAnswers;
} {
  const compiled = compileChecks(checks.filter(({ over }) => over === 'cluster'));
  const ofTraffic = compileChecks(checks.filter(({ over }) => over === 'traffic'));
  const compiledConditions = compileConditions(conditions);
  const questions = [...compiled.checks, ...compiledConditions];
  const budget = new Budget();
  const seen: Seen = new WeakMap();
  return {
    kinds: [...new Set(questions.flatMap(({ definition }) => kindsOf(definition)))],
    run: (objects, network) => {
      const manifests = objects.map((object) => ({ file: '', document: 0, object }));
      const values = celValues(objects, budget, seen);
      const verdicts = [
        ...judgeAll({ over: 'cluster', checks: compiled.checks, manifests, values }, budget),
        ...ofTraffic.checks.map((check) => judgeTraffic(check, network, budget)),
      ];
      const answers = compiledConditions.map(({ definition, holds }) => {
        budget.refill(looks);
        return [definition.id, holds({ cluster: values.all })] as const;
      });
      return { verdicts: verdicts.map(withoutPlace), conditions: Object.fromEntries(answers) };
    },
  };
}

function withoutPlace({ id, passed, message }: CheckVerdict): CheckVerdict {
  return { id, passed, ...(message && { message }) };
}
