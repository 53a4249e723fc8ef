/** A Pod template as `rollout history --revision` shows it. Models DescribePodTemplate; not modelled: probes, devices. */
import { at, isObject, listAt, numberAt, objectAt, textAt, type Json } from '../json-object';

export function templateText(template: Json, cause: string): string {
  const annotations = {
    ...objectAt(template, 'metadata', 'annotations'),
    ...(cause !== '' && { 'kubernetes.io/change-cause': cause }),
  };
  const account = textAt(template, 'spec', 'serviceAccountName');
  const initial = listAt(template, 'spec', 'initContainers').filter(isObject);
  const containers = listAt(template, 'spec', 'containers').filter(isObject);
  return [
    'Pod Template:',
    ...pairs('  Labels:\t', '\t', objectAt(template, 'metadata', 'labels'), '='),
    ...(Object.keys(annotations).length > 0 ? pairs('  Annotations:\t', '\t', annotations, ': ') : []),
    ...(account === '' ? [] : [`  Service Account:\t${account}`]),
    ...(initial.length > 0 ? ['  Init Containers:', ...initial.flatMap(containerLines)] : []),
    '  Containers:',
    ...containers.flatMap(containerLines),
    ...volumeLines(listAt(template, 'spec', 'volumes')),
    ...selectorLines(objectAt(template, 'spec', 'nodeSelector')),
    ...tolerationLines(listAt(template, 'spec', 'tolerations')),
    '',
  ].join('\n');
}

function pairs(first: string, further: string, values: Json, sign: string): string[] {
  const entries = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return [`${first}<none>`];
  return entries.map(([key, value], i) => `${i === 0 ? first : further}${key}${sign}${String(value)}`);
}

function containerLines(container: Json): string[] {
  const ports = listAt(container, 'ports');
  const port = ports.map((one) => `${numberAt(one, 'containerPort')}/${textAt(one, 'protocol')}`).join(', ');
  const host = ports.map((one) => `${numberAt(one, 'hostPort')}/${textAt(one, 'protocol')}`).join(', ');
  const plural = ports.length > 1 ? 's' : '';
  return [
    `   ${textAt(container, 'name')}:`,
    `    Image:\t${textAt(container, 'image')}`,
    `    Port${plural}:\t${port || '<none>'}`,
    `    Host Port${plural}:\t${host || '<none>'}`,
    ...wordLines('Command', listAt(container, 'command')),
    ...wordLines('Args', listAt(container, 'args')),
    ...amountLines('Limits', objectAt(container, 'resources', 'limits')),
    ...amountLines('Requests', objectAt(container, 'resources', 'requests')),
    ...envLines(listAt(container, 'env')),
    ...mountLines(listAt(container, 'volumeMounts')),
  ];
}

function wordLines(name: string, words: readonly unknown[]): string[] {
  return words.length === 0 ? [] : [`    ${name}:`, ...words.map((word) => `      ${String(word)}`)];
}

function amountLines(name: string, amounts: Json): string[] {
  const entries = Object.entries(amounts).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0
    ? []
    : [`    ${name}:`, ...entries.map(([key, value]) => `      ${key}:\t${String(value)}`)];
}

function envLines(env: readonly unknown[]): string[] {
  if (env.length === 0) return ['    Environment:\t<none>'];
  return ['    Environment:', ...env.map((one) => `      ${textAt(one, 'name')}:\t${envValue(one)}`)];
}

function envValue(one: unknown): string {
  for (const [ref, words] of [
    ['secretKeyRef', 'secret'],
    ['configMapKeyRef', 'config map'],
  ] as const) {
    const from = at(one, 'valueFrom', ref);
    if (isObject(from)) {
      return `<set to the key '${textAt(from, 'key')}' of ${words} '${textAt(from, 'name')}'>\tOptional: ${String(from['optional'] === true)}`;
    }
  }
  const path = textAt(one, 'valueFrom', 'fieldRef', 'fieldPath');
  return path === '' ? textAt(one, 'value') : `(${textAt(one, 'valueFrom', 'fieldRef', 'apiVersion')}:${path})`;
}

function mountLines(mounts: readonly unknown[]): string[] {
  if (mounts.length === 0) return ['    Mounts:\t<none>'];
  const line = (one: unknown): string => {
    const sub = textAt(one, 'subPath');
    const how = [at(one, 'readOnly') === true ? 'ro' : 'rw', ...(sub === '' ? [] : [`path="${sub}"`])];
    return `      ${textAt(one, 'mountPath')} from ${textAt(one, 'name')} (${how.join(',')})`;
  };
  return ['    Mounts:', ...mounts.map(line).sort()];
}

function volumeLines(volumes: readonly unknown[]): string[] {
  if (volumes.length === 0) return ['  Volumes:\t<none>'];
  return ['  Volumes:', ...volumes.flatMap((volume) => [`   ${textAt(volume, 'name')}:`, ...sourceLines(volume)])];
}

function sourceLines(volume: unknown): string[] {
  if (isObject(at(volume, 'configMap'))) {
    return [
      '    Type:\tConfigMap (a volume populated by a ConfigMap)',
      `    Name:\t${textAt(volume, 'configMap', 'name')}`,
      `    Optional:\t${String(at(volume, 'configMap', 'optional') === true)}`,
    ];
  }
  if (isObject(at(volume, 'secret'))) {
    return [
      '    Type:\tSecret (a volume populated by a Secret)',
      `    SecretName:\t${textAt(volume, 'secret', 'secretName')}`,
      `    Optional:\t${String(at(volume, 'secret', 'optional') === true)}`,
    ];
  }
  if (isObject(at(volume, 'persistentVolumeClaim'))) {
    return [
      '    Type:\tPersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
      `    ClaimName:\t${textAt(volume, 'persistentVolumeClaim', 'claimName')}`,
      `    ReadOnly:\t${String(at(volume, 'persistentVolumeClaim', 'readOnly') === true)}`,
    ];
  }
  if (isObject(at(volume, 'emptyDir'))) {
    return [
      "    Type:\tEmptyDir (a temporary directory that shares a pod's lifetime)",
      `    Medium:\t${textAt(volume, 'emptyDir', 'medium')}`,
      `    SizeLimit:\t${textAt(volume, 'emptyDir', 'sizeLimit') || '<unset>'}`,
    ];
  }
  if (isObject(at(volume, 'hostPath'))) {
    return [
      '    Type:\tHostPath (bare host directory volume)',
      `    Path:\t${textAt(volume, 'hostPath', 'path')}`,
      `    HostPathType:\t${textAt(volume, 'hostPath', 'type')}`,
    ];
  }
  return ['    Type:\t<unknown>'];
}

function selectorLines(selector: Json): string[] {
  return pairs('  Node-Selectors:\t', '\t', selector, '=');
}

function tolerationLines(tolerations: readonly unknown[]): string[] {
  if (tolerations.length === 0) return ['  Tolerations:\t<none>'];
  return tolerations
    .map((one) => {
      const [key, value, effect] = [textAt(one, 'key'), textAt(one, 'value'), textAt(one, 'effect')];
      const seconds = at(one, 'tolerationSeconds');
      const what = `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}`;
      const exists = textAt(one, 'operator') === 'Exists' ? ' op=Exists' : '';
      return `${what}${exists}${typeof seconds === 'number' ? ` for ${seconds}s` : ''}`.trim();
    })
    .sort()
    .map((text, i) => `${i === 0 ? '  Tolerations:\t' : '\t'}${text}`);
}
