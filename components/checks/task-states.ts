import { asksCluster, type CheckVerdict } from '@/lib/checks';
import type { Task } from '@/lib/lessons';
import type { Report } from '@/workers/protocol';

export interface TaskState {
  readonly task: Task;
  readonly done: boolean;
  /** What its failing checks say, in their order. */
  readonly failing: readonly CheckVerdict[];
  /** Something is asked of the cluster, which has not answered yet. */
  readonly waiting: boolean;
}

/** A task is done when all of its checks pass; before the first report nothing is. */
export function taskStates(tasks: readonly Task[], verdicts: readonly CheckVerdict[] | undefined): TaskState[] {
  const byId = new Map(verdicts?.map((verdict) => [verdict.id, verdict]));
  return tasks.map((task) => {
    const own = task.checks.map(({ id }) => byId.get(id));
    return {
      task,
      done: own.every((verdict) => verdict?.passed === true),
      failing: own.filter((verdict): verdict is CheckVerdict => verdict?.passed === false),
      waiting: task.checks.some((check) => asksCluster(check) && !byId.has(check.id)),
    };
  });
}

/** Says each thing once: what an earlier task says already ("there is no such Secret") is not said again below it. */
export function withoutRepeats(states: readonly TaskState[]): TaskState[] {
  const said = new Set<string>();
  return states.map((state) => ({
    ...state,
    failing: state.failing.filter(({ message }) => {
      const text = message?.en ?? '';
      if (said.has(text)) return false;
      said.add(text);
      return true;
    }),
  }));
}

/** Whether the API server would refuse something: then nothing is solved, however green the checks. */
export function isRefused(report: Report | undefined): boolean {
  return report?.files.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error')) ?? false;
}
