/**
 * The API server's judgement, without a server: manifest → decode → defaults → admission → validation.
 *
 *     judgeCreate({ apiVersion: 'v1', kind: 'Pod', … })    // → accepted | refused | not-judged, never a throw
 *     judgeUpdate(manifest, live)                          // PUT
 *     judgePatch({ type: 'strategic', body }, live)        // PATCH
 *     judgeApply(manifest, live, { manager: 'kubectl', now })
 *
 * Kubernetes 1.36. The kinds judged are those of ./registry, some of them once `loadAllKinds()` has loaded them; every other
 * kind that the server serves is `not-judged`.
 */
export type { Manifest } from './judge';
export { isLaterKind, loadAllKinds } from './later';
export { isJudged, judgeCreate, type JudgeOptions } from './judge';
export { judgeApply, judgePatch, judgeUpdate, type ApplyOptions, type Patch } from './change';
export type { Accepted, FieldFault, Judgement, NotJudged, Refused, RefusalStatus, Stage } from './judgement';
export { clientRefusal, type ClientOptions, type ClientRefusal } from './client';
export { kindOf, kinds, schemaOf, schemaType } from './schema';
export type { Kind, SchemaField, SchemaType, Shape } from './schema';
export { clusterHolding, decidingAmong } from './held-cluster';
export { newCluster, dryRunOf, type AdmissionCluster } from './admission';
export type { CelEngine, CelFault, CelProgram } from './admission';
export { addQuantities, type Amounts } from './aggregate-resources';
export { isCounted, usageOf } from './quota-usage';
export {
  canonicalQuantity,
  compareQuantities,
  scaledQuantity,
  formatQuantity,
  parseQuantity,
  quantityFault,
  type Quantity,
} from './quantity';
export { civilTime, formatMicroTime, formatTime, parseTime, utcMoment, type CivilTime } from './time';
export { Store, type Change, type Snapshot, type StoreOptions, type StoredMeta, type StoredObject } from './store';
export type { Client, DeleteOptions, ObjectChange, Outcome, Stored } from './api-server/client';
export type { ModelledKind, ObjectsByKind } from './objects';
export type * as types from './schema/generated/types';
export { jsonPatch, mergePatch, strategicMergePatch } from './patch';
export { newClient } from './api-server/loopback';
export { Registry } from './api-server/registry';
export { labelMatcher } from './api-server/selectors';
export { includesLabels, isEmptySelector, selectorOf, type Labels, type MatchesLabels } from './label-selector';
export { furtherStructure } from './schema/generated/further-structure';
export { learnStructure } from './schema';
export {
  ADMIN,
  AUDIENCE,
  ApiServer,
  statusObject,
  type ApiRequest,
  type ApiResponse,
  type ApiServerOptions,
  type Failure,
  type PodLogs,
  type PodReference,
  type Proxied,
  type ProxyRequest,
  type Streamed,
  type Upgrade,
  type Upgraded,
  type User,
  type Whole,
  tokenOf,
} from './api-server';
export { printTable } from './printers';
export { findJsonPath, readJsonPath, type JsonPath } from './printers/json-path';
export { humanDuration, shortHumanDuration } from './printers/duration';
