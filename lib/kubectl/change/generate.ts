/** Objects as kubectl's generators make them, their fields in the order of the Go structs. Models kubectl's cmd/create. */
import type { Call } from '../command';
import { readFileEntries, readEnvFile, readLiterals } from './generate-data';
import { base64 } from '../base64';
import { goJson, type Json } from '../json-object';
import { problem, type Problem } from './problem';
import { intOrText, parsePort, readRule, resourceList } from './generate-parts';

export type Generated = { readonly object: Json; readonly resource: string } | Problem;

/** A generator takes the name and the rest of a call. */
export type Generator = (name: string, call: Call) => Generated;

const META = 'rbac.authorization.k8s.io';

export function meta(apiVersion: string, kind: string, name: string, more: Json = {}): Json {
  return { kind, apiVersion, metadata: { name, ...more } };
}

export function generateDeployment(name: string, { flags, rest }: Call): Generated {
  const images = flags.strings('image');
  if (rest && images.length > 1) return problem('cannot specify multiple --image options and command');
  const labels = { app: name };
  const port = flags.int('port');
  const containers = images.map((image) => ({
    name: images.length === 1 && image === '' ? '' : containerName(image),
    image,
    ...(rest && { command: [...rest] }),
    ...(port >= 0 && flags.has('port') && { ports: [{ containerPort: port }] }),
    resources: {},
  }));
  return {
    resource: 'deployments',
    object: {
      ...meta('apps/v1', 'Deployment', name, { labels }),
      spec: {
        replicas: flags.int('replicas'),
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers } },
        strategy: {},
      },
      status: {},
    },
  };
}

/** `registry/team/nginx:1.29` → `nginx`. */
function containerName(image: string): string {
  const last = image.split('/').at(-1) ?? '';
  return (last.split(':')[0] ?? '').split('@')[0] ?? '';
}

export function generateConfigMap(name: string, { io, flags }: Call): Generated {
  const data: Json = {};
  const binaryData: Json = {};
  const clash = conflictingSources(flags);
  if (clash) return clash;
  const entries = [
    readLiterals(flags.strings('from-literal')),
    readFileEntries(io, flags.strings('from-file')),
    readEnvFile(io, flags.strings('from-env-file')),
  ];
  for (const list of entries) {
    if ('message' in list) return list;
    for (const [key, value] of list) {
      if (Object.hasOwn(data, key)) {
        return problem(
          `cannot add key ${JSON.stringify(key)}, another key by that name already exists in Data for ConfigMap ${JSON.stringify(name)}`,
        );
      }
      data[key] = value;
    }
  }
  return {
    resource: 'configmaps',
    object: {
      ...meta('v1', 'ConfigMap', name),
      ...(Object.keys(data).length > 0 && { data: sorted(data) }),
      ...(Object.keys(binaryData).length > 0 && { binaryData }),
    },
  };
}

function conflictingSources(flags: Call['flags']): Problem | undefined {
  if (!flags.has('from-env-file') || !(flags.has('from-file') || flags.has('from-literal'))) return undefined;
  return problem('from-env-file cannot be combined with from-file or from-literal');
}

export function generateSecret(name: string, { io, flags }: Call): Generated {
  const clash = conflictingSources(flags);
  if (clash) return clash;
  const data: Json = {};
  for (const list of [
    readLiterals(flags.strings('from-literal')),
    readFileEntries(io, flags.strings('from-file')),
    readEnvFile(io, flags.strings('from-env-file')),
  ]) {
    if ('message' in list) return list;
    for (const [key, value] of list) {
      if (Object.hasOwn(data, key)) return problem(`cannot add key ${key}, another key by that name already exists`);
      data[key] = base64(value);
    }
  }
  const type = flags.string('type');
  return {
    resource: 'secrets',
    object: {
      ...meta('v1', 'Secret', name),
      ...(Object.keys(data).length > 0 && { data: sorted(data) }),
      ...(type !== '' && { type }),
    },
  };
}

export function generateTlsSecret(name: string, { io, flags }: Call): Generated {
  const [cert, key] = [flags.string('cert'), flags.string('key')];
  if (cert === '' || key === '') return problem('key and cert must be specified');
  const texts = [cert, key].map((path) => io.files.read(path));
  const missing = texts.indexOf(undefined);
  if (missing >= 0) return problem(`open ${[cert, key][missing]}: no such file or directory`);
  const [certText = '', keyText = ''] = texts;
  if (!certText.includes('-----BEGIN')) return problem('tls: failed to find any PEM data in certificate input');
  if (!keyText.includes('-----BEGIN')) return problem('tls: failed to find any PEM data in key input');
  return {
    resource: 'secrets',
    object: {
      ...meta('v1', 'Secret', name),
      data: { 'tls.crt': base64(certText), 'tls.key': base64(keyText) },
      type: 'kubernetes.io/tls',
    },
  };
}

export function generateRegistrySecret(name: string, { flags }: Call): Generated {
  const [server, username, password, email] = ['server', 'username', 'password', 'email'].map((part) =>
    flags.string(`docker-${part}`),
  );
  if (!username)
    return problem(
      'either --from-file or the combination of --docker-username, --docker-password and --docker-server is required',
    );
  if (!password)
    return problem(
      'either --from-file or the combination of --docker-username, --docker-password and --docker-server is required',
    );
  const auth = base64(`${username}:${password}`);
  const entry = `{"username":${goJson(username)},"password":${goJson(password)},${email ? `"email":${goJson(email)},` : ''}"auth":${goJson(auth)}}`;
  return {
    resource: 'secrets',
    object: {
      ...meta('v1', 'Secret', name),
      data: { '.dockerconfigjson': base64(`{"auths":{${goJson(server)}:${entry}}}`) },
      type: 'kubernetes.io/dockerconfigjson',
    },
  };
}

export function generateService(type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'): Generator {
  return (name, { flags }) => {
    const ports: Json[] = [];
    const clusterIP = type === 'ClusterIP' ? flags.string('clusterip') : '';
    for (const text of flags.strings('tcp')) {
      const port = parsePort(text);
      if ('message' in port) return port;
      const nodePort = type === 'NodePort' && flags.has('node-port') ? flags.int('node-port') : 0;
      ports.push({
        name: text.replace(/:/g, '-'),
        protocol: 'TCP',
        port: port.port,
        targetPort: port.targetPort,
        ...(nodePort > 0 && { nodePort }),
      });
    }
    if (ports.length === 0 && type !== 'ExternalName' && clusterIP !== 'None') {
      return problem('at least one tcp port specifier must be provided');
    }
    const labels = { app: name };
    return {
      resource: 'services',
      object: {
        ...meta('v1', 'Service', name, { labels }),
        spec: {
          ...(ports.length > 0 && { ports }),
          selector: labels,
          ...(clusterIP !== '' && { clusterIP }),
          type,
          ...(type === 'ExternalName' && { externalName: flags.string('external-name') }),
        },
        status: { loadBalancer: {} },
      },
    };
  };
}

export function jobContainer(name: string, image: string, command: readonly string[] | undefined): Json {
  return { name, image, ...(command && command.length > 0 && { command: [...command] }), resources: {} };
}

export function generateJob(name: string, { flags, rest, args }: Call): Generated {
  const command = rest ?? args.slice(1);
  return {
    resource: 'jobs',
    object: {
      ...meta('batch/v1', 'Job', name),
      spec: {
        template: {
          metadata: {},
          spec: { containers: [jobContainer(name, flags.string('image'), command)], restartPolicy: 'Never' },
        },
      },
      status: {},
    },
  };
}

export function generateCronJob(name: string, { flags, rest, args }: Call): Generated {
  const restartPolicy = flags.string('restart') || 'OnFailure';
  const container = jobContainer(name, flags.string('image'), rest ?? args.slice(1));
  return {
    resource: 'cronjobs',
    object: {
      ...meta('batch/v1', 'CronJob', name),
      spec: {
        schedule: flags.string('schedule'),
        jobTemplate: {
          metadata: { name },
          spec: { template: { metadata: {}, spec: { containers: [container], restartPolicy } } },
        },
      },
      status: {},
    },
  };
}

export function generateIngress(name: string, { flags }: Call): Generated {
  const rules = flags.strings('rule');
  const defaultBackend = flags.string('default-backend');
  if (rules.length === 0 && defaultBackend === '') {
    return problem(
      'not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)',
    );
  }
  const hosts = new Map<string, Json[]>();
  const tls: Json[] = [];
  for (const text of rules) {
    const rule = readRule(text);
    if ('message' in rule) return rule;
    hosts.set(rule.host, [...(hosts.get(rule.host) ?? []), rule.path]);
    if (rule.tls) tls.push(rule.tls);
  }
  const className = flags.string('class');
  const annotations = Object.fromEntries(
    flags.strings('annotation').map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]),
  );
  const [service = '', port = ''] = defaultBackend.split(':');
  const number = /^\d+$/.test(port);
  return {
    resource: 'ingresses',
    object: {
      ...meta('networking.k8s.io/v1', 'Ingress', name, Object.keys(annotations).length > 0 ? { annotations } : {}),
      spec: {
        ...(className !== '' && { ingressClassName: className }),
        ...(defaultBackend !== '' && {
          defaultBackend: { service: { name: service, port: number ? { number: Number(port) } : { name: port } } },
        }),
        ...(tls.length > 0 && { tls }),
        ...(hosts.size > 0 && {
          rules: [...hosts].map(([host, paths]) => ({ ...(host !== '' && { host }), http: { paths } })),
        }),
      },
      status: { loadBalancer: {} },
    },
  };
}

export function generateNamespace(name: string): Generated {
  return { resource: 'namespaces', object: { ...meta('v1', 'Namespace', name), spec: {}, status: {} } };
}

export function generateQuota(name: string, { flags }: Call): Generated {
  const hard = flags.string('hard');
  const scopes = flags.string('scopes');
  const amounts = hard === '' ? {} : resourceList(hard);
  if ('message' in amounts) return problem(String(amounts['message']));
  return {
    resource: 'resourcequotas',
    object: {
      ...meta('v1', 'ResourceQuota', name),
      spec: { ...(hard !== '' && { hard: amounts }), ...(scopes !== '' && { scopes: scopes.split(',') }) },
      status: {},
    },
  };
}

export function generateServiceAccount(name: string): Generated {
  return { resource: 'serviceaccounts', object: meta('v1', 'ServiceAccount', name) };
}

export function generateBinding(kind: 'RoleBinding' | 'ClusterRoleBinding'): Generator {
  return (name, { flags }) => {
    const clusterRole = flags.string('clusterrole');
    const role = kind === 'RoleBinding' ? flags.string('role') : '';
    if (kind === 'RoleBinding' && (clusterRole === '') === (role === '')) {
      return problem('exactly one of clusterrole or role must be specified');
    }
    const subjects: Json[] = [];
    for (const user of flags.strings('user')) subjects.push({ kind: 'User', apiGroup: META, name: user });
    for (const group of flags.strings('group')) subjects.push({ kind: 'Group', apiGroup: META, name: group });
    for (const account of flags.strings('serviceaccount')) {
      const [namespace = '', own = '', ...more] = account.split(':');
      if (namespace === '' || own === '' || more.length > 0)
        return problem('serviceaccount must be <namespace>:<name>');
      subjects.push({ kind: 'ServiceAccount', name: own, namespace });
    }
    return {
      resource: kind === 'RoleBinding' ? 'rolebindings' : 'clusterrolebindings',
      object: {
        ...meta(`${META}/v1`, kind, name),
        ...(subjects.length > 0 && { subjects }),
        roleRef: { apiGroup: META, kind: role === '' ? 'ClusterRole' : 'Role', name: role || clusterRole },
      },
    };
  };
}

export function generateDisruptionBudget(name: string, { flags }: Call): Generated {
  const selector = flags.string('selector');
  const [least, most] = [flags.string('min-available'), flags.string('max-unavailable')];
  if (selector === '') return problem('a selector must be specified');
  if (least === '' && most === '') return problem('one of min-available or max-unavailable must be specified');
  if (least !== '' && most !== '') return problem('min-available and max-unavailable cannot be both specified');
  return {
    resource: 'poddisruptionbudgets',
    object: {
      ...meta('policy/v1', 'PodDisruptionBudget', name),
      spec: {
        ...(least !== '' && { minAvailable: intOrText(least) }),
        selector: { matchLabels: Object.fromEntries(selector.split(',').map((pair) => pair.split(/==?/))) },
        ...(most !== '' && { maxUnavailable: intOrText(most) }),
      },
      status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
    },
  };
}

export function generatePriorityClass(name: string, { flags }: Call): Generated {
  const description = flags.string('description');
  const preemption = flags.string('preemption-policy');
  return {
    resource: 'priorityclasses',
    object: {
      ...meta('scheduling.k8s.io/v1', 'PriorityClass', name),
      value: flags.has('value') ? flags.int('value') : 0,
      ...(flags.bool('global-default') && { globalDefault: true }),
      ...(description !== '' && { description }),
      preemptionPolicy: preemption || 'PreemptLowerPriority',
    },
  };
}

function sorted(data: Json): Json {
  return Object.fromEntries(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)));
}
