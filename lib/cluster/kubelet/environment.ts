/**
 * The variables of a container. Models the kubelet's makeEnvironmentVariables: envFrom first, env over it in its order, values
 * expanded with what stands before them, then the variables of Services.
 *
 * Not modelled: fileKeyRef.
 */
import type { Client, Stored, types } from '@/lib/kube';
import { expand } from './expansion';
import { fieldValue, resourceValue, type PodPlace } from './field-values';
import { decodeBase64 } from './secret-text';

export type Environment = { readonly env: Record<string, string> } | { readonly failed: string };

class Unavailable {
  constructor(readonly message: string) {}
}

export function makeEnvironment(
  client: Client,
  pod: Stored<'v1/Pod'>,
  container: types.Container,
  services: Readonly<Record<string, string>>,
  place: PodPlace,
): Environment {
  const env: Record<string, string> = {};
  const namespace = pod.metadata.namespace ?? '';
  for (const source of container.envFrom ?? []) {
    const data = dataOf(client, namespace, source);
    if (data instanceof Unavailable) return { failed: data.message };
    for (const [key, value] of Object.entries(data)) env[`${source.prefix ?? ''}${key}`] = value;
  }
  for (const { name = '', value = '', valueFrom } of container.env ?? []) {
    const found = value || !valueFrom ? value : valueOf(client, pod, container, valueFrom, place);
    if (found instanceof Unavailable) return { failed: found.message };
    if (found === undefined) continue;
    env[name] = value ? expand(found, (of) => env[of] ?? services[of]) : found;
  }
  return { env };
}

function dataOf(
  client: Client,
  namespace: string,
  { configMapRef, secretRef }: types.EnvFromSource,
): Readonly<Record<string, string>> | Unavailable {
  if (configMapRef) {
    const configMap = client.get('v1/ConfigMap', namespace, configMapRef.name ?? '');
    if (configMap) return configMap.data ?? {};
    return configMapRef.optional ? {} : new Unavailable(`configmap "${configMapRef.name}" not found`);
  }
  if (!secretRef) return {};
  const secret = client.get('v1/Secret', namespace, secretRef.name ?? '');
  if (!secret) return secretRef.optional ? {} : new Unavailable(`secret "${secretRef.name}" not found`);
  return Object.fromEntries(Object.entries(secret.data ?? {}).map(([key, value]) => [key, decodeBase64(value)]));
}

/** Undefined where an optional one is missing. */
function valueOf(
  client: Client,
  pod: Stored<'v1/Pod'>,
  container: types.Container,
  from: types.EnvVarSource,
  place: PodPlace,
): string | Unavailable | undefined {
  const namespace = pod.metadata.namespace ?? '';
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = from;
  if (fieldRef) {
    const path = fieldRef.fieldPath ?? '';
    return fieldValue(pod, path, place) ?? new Unavailable(`unsupported fieldPath: ${path}`);
  }
  if (resourceFieldRef) return resourceValue(pod, container, resourceFieldRef, place);
  if (configMapKeyRef) {
    const { name = '', key = '', optional } = configMapKeyRef;
    const configMap = client.get('v1/ConfigMap', namespace, name);
    if (!configMap) return optional ? undefined : new Unavailable(`configmap "${name}" not found`);
    const value = configMap.data?.[key];
    if (value !== undefined) return value;
    return optional ? undefined : new Unavailable(`couldn't find key ${key} in ConfigMap ${namespace}/${name}`);
  }
  if (secretKeyRef) {
    const { name = '', key = '', optional } = secretKeyRef;
    const secret = client.get('v1/Secret', namespace, name);
    if (!secret) return optional ? undefined : new Unavailable(`secret "${name}" not found`);
    const value = secret.data?.[key];
    if (value !== undefined) return decodeBase64(value);
    return optional ? undefined : new Unavailable(`couldn't find key ${key} in Secret ${namespace}/${name}`);
  }
  return '';
}
