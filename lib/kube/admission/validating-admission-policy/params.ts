/**
 * The objects that a binding hands to its policy. Models CollectParams (apiserver's admission/plugin/policy/generic).
 */
import { encode } from '../../decode';
import type { JsonObject } from '../../json-object';
import type { ModelledKind } from '../../objects';
import { kindOf, schemaType } from '../../schema';
import type { ObjectMeta, ParamKind, ParamRef } from '../../schema/generated/types';
import { selectorOf } from '../../label-selector';
import type { AdmissionCluster } from '../cluster';

interface Held {
  readonly metadata: ObjectMeta;
  readonly object: JsonObject;
}

/** The params of a kind that is known, null for a policy without; or why the binding cannot work. */
export function collectParams(
  paramKind: ParamKind | undefined,
  paramRef: ParamRef | undefined,
  namespace: string,
  cluster: AdmissionCluster,
): readonly (JsonObject | null)[] | string {
  if (!paramKind || !paramRef) return [null];
  const known = heldOf(paramKind, cluster);
  if (!known) return [];
  const failed = 'failed to configure binding: ';
  if (!known.namespaced && paramRef.namespace) {
    return `${failed}paramRef.namespace must not be provided for a cluster-scoped \`paramKind\``;
  }
  const from = known.namespaced ? paramRef.namespace || namespace : '';
  if (known.namespaced && from === '') {
    return `${failed}cannot use namespaced paramRef in policy binding that matches cluster-scoped resources`;
  }
  const found = known.held.filter(
    ({ metadata }) =>
      (!known.namespaced || metadata.namespace === from) &&
      (paramRef.name ? metadata.name === paramRef.name : selectorOf(paramRef.selector)(metadata.labels)),
  );
  if (found.length === 0 && paramRef.parameterNotFoundAction === 'Deny') {
    return `${failed}no params found for policy binding with \`Deny\` parameterNotFoundAction`;
  }
  return found.map(({ object }) => object);
}

/** Why a policy cannot work at all. */
export function paramKindFault(paramKind: ParamKind | undefined, cluster: AdmissionCluster): string | undefined {
  if (!paramKind || heldOf(paramKind, cluster)) return undefined;
  const { apiVersion, kind } = paramKind;
  return `failed to configure policy: failed to find resource referenced by paramKind: '${apiVersion}, Kind=${kind}'`;
}

function heldOf(
  { apiVersion = '', kind = '' }: ParamKind,
  cluster: AdmissionCluster,
): { readonly namespaced: boolean; readonly held: readonly Held[] } | undefined {
  const known = kindOf(apiVersion, kind);
  const type = known && schemaType(known.type);
  if (known && type) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of a kind that is not modelled there is nothing
    const objects = cluster.list(`${apiVersion}/${kind}` as ModelledKind);
    const held = objects.map((object) => ({
      metadata: object.metadata ?? {},
      object: { apiVersion, kind, ...encode(type, { ...object }) },
    }));
    return { namespaced: known.namespaced, held };
  }
  const definition = cluster
    .list('apiextensions.k8s.io/v1/CustomResourceDefinition')
    .find(
      ({ spec }) =>
        spec?.names?.kind === kind && spec.versions?.some(({ name = '' }) => `${spec.group}/${name}` === apiVersion),
    );
  if (!definition) return undefined;
  const held = cluster.customObjects?.(apiVersion, kind) ?? [];
  return { namespaced: definition.spec?.scope === 'Namespaced', held };
}
