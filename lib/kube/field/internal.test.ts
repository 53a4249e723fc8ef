import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isObject } from '../json-object';
import { schemaType } from '../schema';
import { internalDiff, internalValue, type InternalType } from './internal';
import { goJson } from './print';

/** `["Name name string", …]` a struct: its field, the field of the API, its Go type. */
const recorded: unknown = JSON.parse(readFileSync('fixtures/golden/internal-types.json', 'utf8'));

test('every struct has the fields of the Go struct, in their order, with the zero of their types', () => {
  if (!isObject(recorded)) throw new Error('internal-types.json holds no object');
  const wrong: string[] = [];
  for (const [name, fields] of Object.entries(recorded)) {
    if (name !== 'PersistentVolumeSource' && !schemaType(name)) throw new Error(`${name} is not in the tables`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every struct, not only those that a message prints whole
    const printed = internalValue(name as InternalType, {});
    const expected = (Array.isArray(fields) ? fields : [])
      .map((field) => String(field).split(' '))
      .filter(([, , , options]) => options !== 'omitempty')
      .map(
        ([field = '', , type = '']) =>
          `${field}:${name === 'PodSpec' && field === 'SecurityContext' ? '{}' : zeroOf(type)}`,
      );
    const found = Object.entries(isObject(printed) ? printed : {}).map(([field, value]) => `${field}:${short(value)}`);
    if (expected.join() !== found.join()) wrong.push(`${name}\n${expected.join()}\n${found.join()}`);
  }
  // Always defaulted: see the header of internal.ts.
  expect(wrong).toEqual([
    'ServiceAccountTokenProjection\nAudience:"",ExpirationSeconds:0,Path:""\nAudience:"",ExpirationSeconds:null,Path:""',
  ]);
});

function zeroOf(type: string): string {
  if (/^(\*|\[\]|map:|bytes)/.test(type)) return 'null';
  if (type === 'string') return '""';
  if (type === 'bool') return 'false';
  if (type === 'resource.Quantity') return '"0"';
  return /^[a-z0-9]+$|IntOrString/.test(type) ? '0' : '{}';
}

function short(value: unknown): string {
  return isObject(value) ? '{}' : goJson(value);
}

test('a template is printed as the server prints it, its metadata without a name of its own', () => {
  const template = {
    metadata: { labels: { b: '2', a: '1' } },
    spec: {
      containers: [
        { name: 'pi', image: 'perl', resources: { limits: { memory: '64Mi' } }, ports: [{ containerPort: 80 }] },
      ],
      hostNetwork: true,
      securityContext: { fsGroup: 5 },
      topologySpreadConstraints: [{ labelSelector: { matchLabels: { a: 'b' } } }],
    },
  };
  expect(goJson(internalValue('PodTemplateSpec', template))).toBe(
    '{"labels":{"a":"1","b":"2"},"Spec":{"Volumes":null,"InitContainers":null,"Containers":[{"Name":"pi","Image":"perl","Command":null,"Args":null,"WorkingDir":"","Ports":[{"Name":"","HostPort":0,"ContainerPort":80,"Protocol":"","HostIP":""}],"EnvFrom":null,"Env":null,"Resources":{"Limits":{"memory":"64Mi"},"Requests":null,"Claims":null},"ResizePolicy":null,"RestartPolicy":null,"RestartPolicyRules":null,"VolumeMounts":null,"VolumeDevices":null,"LivenessProbe":null,"ReadinessProbe":null,"StartupProbe":null,"Lifecycle":null,"TerminationMessagePath":"","TerminationMessagePolicy":"","ImagePullPolicy":"","SecurityContext":null,"Stdin":false,"StdinOnce":false,"TTY":false}],"EphemeralContainers":null,"RestartPolicy":"","TerminationGracePeriodSeconds":null,"ActiveDeadlineSeconds":null,"DNSPolicy":"","NodeSelector":null,"ServiceAccountName":"","AutomountServiceAccountToken":null,"NodeName":"","SecurityContext":{"HostNetwork":true,"HostPID":false,"HostIPC":false,"ShareProcessNamespace":null,"HostUsers":null,"SELinuxOptions":null,"WindowsOptions":null,"RunAsUser":null,"RunAsGroup":null,"RunAsNonRoot":null,"SupplementalGroups":null,"SupplementalGroupsPolicy":null,"FSGroup":5,"FSGroupChangePolicy":null,"Sysctls":null,"SeccompProfile":null,"AppArmorProfile":null,"SELinuxChangePolicy":null},"ImagePullSecrets":null,"Hostname":"","Subdomain":"","SetHostnameAsFQDN":null,"Affinity":null,"SchedulerName":"","Tolerations":null,"HostAliases":null,"PriorityClassName":"","Priority":null,"PreemptionPolicy":null,"DNSConfig":null,"ReadinessGates":null,"RuntimeClassName":null,"Overhead":null,"EnableServiceLinks":null,"TopologySpreadConstraints":[{"MaxSkew":0,"TopologyKey":"","WhenUnsatisfiable":"","LabelSelector":{"matchLabels":{"a":"b"}},"MinDomains":null,"NodeAffinityPolicy":null,"NodeTaintsPolicy":null,"MatchLabelKeys":null}],"OS":null,"SchedulingGates":null,"ResourceClaims":null,"Resources":null,"HostnameOverride":null,"SchedulingGroup":null}}',
  );
});

test('nothing is printed for what is not set', () => {
  expect(internalValue('PodFailurePolicy', undefined)).toBeNull();
});

test('the difference of two is told as the server tells it', () => {
  const live = { hostPath: { path: '/mnt/data', type: '' }, capacity: { storage: '1Gi' } };
  expect(internalDiff('PersistentVolumeSource', live, { ...live, hostPath: { path: '/MNT/DATAX', type: '' } }))
    .toBe(`@@ -2,7 +2,7 @@
  "GCEPersistentDisk": null,
  "AWSElasticBlockStore": null,
  "HostPath": {
-  "Path": "/mnt/data",
+  "Path": "/MNT/DATAX",
   "Type": ""
  },
  "Glusterfs": null,
`);
  expect(internalDiff('PersistentVolumeSource', live, live)).toBe('');
});
