/**
 * Checks: what an exercise asks of the learner's manifests and of their cluster. They judge what the files mean and never
 * their text, so every right answer passes. The language is CEL, the one of Kubernetes' own ValidatingAdmissionPolicy.
 *
 * A fault in a check is a bug of ours and throws when it is compiled; a fault in a manifest never throws.
 */
export { asksCluster, placeholders } from './definition';
export type {
  CheckDefinition,
  CheckedManifest,
  CheckFind,
  CheckRequest,
  CheckVerdict,
  ConditionDefinition,
  LocalText,
  Placeholder,
} from './definition';
export { celEngine } from './cel-engine';
export { compileChecks } from './compile';
export type { CompiledCheck, CompiledChecks } from './compile';
export { clusterQuestions } from './cluster-questions';
export type { ClusterAnswers } from './cluster-questions';
export type { AskedNetwork } from './traffic';
export { runChecks } from './run';
export { parsePath, resolvePath } from './path';
export type { PathStep, ResolvedPath } from './path';
