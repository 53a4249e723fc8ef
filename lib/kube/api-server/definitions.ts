/**
 * What becomes of a CustomResourceDefinition once it is stored. Models the controllers inside apiextensions-apiserver
 * (pkg/controller: status/naming, establish, finalizer), which are quick enough to be done at once.
 */
import { kindOf } from '../schema';
import type { CustomResourceDefinition, CustomResourceDefinitionCondition } from '../schema/generated/types';
import type { StoredObject } from '../store';
import type { Registry } from './registry';

type Definition = StoredObject & CustomResourceDefinition;

export const DEFINITIONS = 'customresourcedefinitions.apiextensions.k8s.io';

export function definitionsOf({ store }: Pick<Registry, 'store'>): readonly Definition[] {
  return store.table(DEFINITIONS).sorted();
}

export function definitionNamed(
  { store }: Pick<Registry, 'store'>,
  group: string,
  resource: string,
): Definition | undefined {
  return store.get(DEFINITIONS, undefined, `${resource}.${group}`);
}

/** Its names are accepted unless another definition of the group has them; from then on it is served. */
export function establish(registry: Registry, name: string): void {
  const kind = kindOf('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
  const found: Definition | undefined = registry.store.get(DEFINITIONS, undefined, name);
  if (!kind || !found) return;
  const { spec = {}, status = {} } = found;
  const taken = definitionsOf(registry).some(
    (other) => other !== found && other.spec?.group === spec.group && other.spec?.names?.kind === spec.names?.kind,
  );
  const condition = (
    type: string,
    isTrue: boolean,
    reason: string,
    message: string,
  ): CustomResourceDefinitionCondition => {
    const known = status.conditions?.find((one) => one.type === type && one.status === (isTrue ? 'True' : 'False'));
    return known ?? { type, status: isTrue ? 'True' : 'False', lastTransitionTime: registry.now, reason, message };
  };
  const conflict = `"${spec.names?.kind ?? ''}" is already in use`;
  const conditions = [
    taken
      ? condition('NamesAccepted', false, 'KindConflict', conflict)
      : condition('NamesAccepted', true, 'NoConflicts', 'no conflicts found'),
    taken
      ? condition('Established', false, 'NotAccepted', 'not all names are accepted')
      : condition('Established', true, 'InitialNamesAccepted', 'the initial names have been accepted'),
  ];
  const stored = (spec.versions ?? []).filter(({ storage }) => storage).map((version) => version.name ?? '');
  const storedVersions = [...new Set([...(status.storedVersions ?? []), ...stored])];
  const names = spec.names ?? {};
  const acceptedNames = taken ? (status.acceptedNames ?? { plural: '', kind: '' }) : names;
  registry.writeStatus(
    kind,
    { ...found, status: { ...status, conditions, acceptedNames, storedVersions } },
    { manager: 'kube-apiserver' },
  );
}

/** With a definition goes all that it made. */
export function removeCustomObjects(registry: Registry, { spec = {} }: Definition): void {
  const resource = `${spec.names?.plural ?? ''}.${spec.group ?? ''}`;
  for (const { metadata } of registry.store.table(resource).sorted()) {
    registry.store.remove(resource, metadata.namespace, metadata.name);
  }
}
