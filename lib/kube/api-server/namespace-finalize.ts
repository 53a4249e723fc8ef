/** namespaces/finalize: the finalizer `kubernetes` of its spec is taken away, and nothing keeps it any longer. */
import { isObject } from '../json-object';
import { kindOf } from '../schema';
import { notFound, type Answer, type Registry } from './registry';

export function finalizeNamespace(registry: Registry, name: string, finalizers: readonly string[] = []): Answer {
  const kind = kindOf('v1', 'Namespace');
  const live = kind && registry.get(kind, undefined, name);
  if (!kind) throw new Error('the server serves no namespaces');
  if (!live) return notFound(kind, name);
  const spec = isObject(live['spec']) ? { ...live['spec'] } : {};
  delete spec['finalizers'];
  const next = { ...live, spec: finalizers.length > 0 ? { ...spec, finalizers: [...finalizers] } : spec };
  const written = registry.put(kind, next);
  const { deletionTimestamp, finalizers: others = [] } = written.metadata;
  const isOver = deletionTimestamp !== undefined && finalizers.length === 0 && others.length === 0;
  return { ok: true, object: isOver ? (registry.remove(kind, undefined, name) ?? written) : written, warnings: [] };
}
