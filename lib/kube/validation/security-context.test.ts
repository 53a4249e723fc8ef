import { describe, expect, test } from 'vitest';
import type { ObjectMeta, PodSpec, SecurityContext } from '../schema/generated/types';
import { validatePod } from './pod';
import { newContainer, newPod, sentences } from './sample-objects';

const S = 'spec.securityContext';
const C = 'spec.containers[0].securityContext';

function podFaults(spec: PodSpec, metadata: ObjectMeta = {}): string[] {
  return sentences(validatePod(newPod(spec, metadata)));
}

function containerFaults(securityContext: SecurityContext, spec: PodSpec = {}): string[] {
  return podFaults({ ...spec, containers: [newContainer({ securityContext })] });
}

describe('a Pod', () => {
  test.each<[string, PodSpec, string[]]>([
    [
      'as nobody’s user',
      { securityContext: { runAsUser: -1, supplementalGroups: [1, 2 ** 31] } },
      [
        `${S}.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive`,
        `${S}.supplementalGroups[1]: Invalid value: 2147483648: must be between 0 and 2147483647, inclusive`,
      ],
    ],
    [
      'by unknown policies',
      {
        securityContext: {
          fsGroupChangePolicy: 'Never',
          supplementalGroupsPolicy: 'A',
          seLinuxChangePolicy: 'MountOption',
        },
      },
      [
        `${S}.fsGroupChangePolicy: Unsupported value: "Never": supported values: "Always", "OnRootMismatch"`,
        `${S}.supplementalGroupsPolicy: Unsupported value: "A": supported values: "Merge", "Strict"`,
        `${S}.seLinuxChangePolicy: Unsupported value: "MountOption": supported values: "Recursive"`,
      ],
    ],
    [
      'that shares its processes twice',
      { shareProcessNamespace: true, hostPID: true },
      [`${S}.shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled`],
    ],
    [
      'with settings of a network that is not its own, twice',
      {
        hostNetwork: true,
        securityContext: { sysctls: [{ name: 'net/ipv4/x' }, { name: 'net/ipv4/x' }, { name: 'A' }] },
      },
      [
        `${S}.sysctls[0].name: Invalid value: "net/ipv4/x": may not be specified when 'hostNetwork' is true`,
        `${S}.sysctls[1].name: Duplicate value: "net/ipv4/x"`,
        `${S}.sysctls[1].name: Invalid value: "net/ipv4/x": may not be specified when 'hostNetwork' is true`,
        `${S}.sysctls[2].name: Invalid value: "A": must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$`,
      ],
    ],
    [
      'with users of its own in namespaces of the node',
      { hostUsers: false, hostNetwork: true, hostPID: true, hostIPC: true },
      [
        'spec.hostNetwork: Forbidden: when `hostUsers` is false',
        'spec.HostPID: Forbidden: when `hostUsers` is false',
        'spec.HostIPC: Forbidden: when `hostUsers` is false',
      ],
    ],
  ])('%s is refused', (_, spec, expected) => {
    expect(podFaults(spec)).toEqual(expected);
  });
});

describe('a container', () => {
  test.each<[string, SecurityContext, string[]]>([
    [
      'privileged and yet not to gain privileges',
      { privileged: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      [
        `${C}: Invalid value: {"Capabilities":{"Add":null,"Drop":["ALL"]},"Privileged":true,"SELinuxOptions":null,"WindowsOptions":null,"RunAsUser":null,"RunAsGroup":null,"RunAsNonRoot":null,"ReadOnlyRootFilesystem":null,"AllowPrivilegeEscalation":false,"ProcMount":null,"SeccompProfile":null,"AppArmorProfile":null}: cannot set \`allowPrivilegeEscalation\` to false and \`privileged\` to true`,
      ],
    ],
    [
      'with all of /proc while its users are the node’s',
      { procMount: 'Unmasked' },
      [`${C}.procMount: Invalid value: "Unmasked": \`hostUsers\` must be false to use \`Unmasked\``],
    ],
    [
      'with half a seccomp profile',
      { seccompProfile: { type: 'Localhost' } },
      [`${C}.seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost`],
    ],
    [
      'with a profile too many',
      {
        seccompProfile: { type: 'Unconfined', localhostProfile: 'a' },
        appArmorProfile: { type: 'RuntimeDefault', localhostProfile: 'a' },
      },
      [
        `${C}.seccompProfile.localhostProfile: Invalid value: {"Type":"Unconfined","LocalhostProfile":"a"}: can only be set when seccomp type is Localhost`,
        `${C}.appArmorProfile.localhostProfile: Invalid value: "a": can only be set when AppArmor type is Localhost`,
      ],
    ],
    [
      'with an unknown AppArmor profile',
      { appArmorProfile: { type: 'Mine' } },
      [
        `${C}.appArmorProfile.type: Unsupported value: "Mine": supported values: "Localhost", "RuntimeDefault", "Unconfined"`,
      ],
    ],
    [
      'as a Windows user of a strange name',
      { windowsOptions: { runAsUserName: 'DOM*\\a@b', gmsaCredentialSpec: '' } },
      [
        `${C}.windowsOptions.gmsaCredentialSpec: Invalid value: "": gmsaCredentialSpec cannot be an empty string`,
        `${C}.windowsOptions.runAsUserName: Invalid value: "DOM*\\\\a@b": runAsUserName's Domain doesn't match the NetBios nor the DNS format`,
        `${C}.windowsOptions.runAsUserName: Invalid value: "DOM*\\\\a@b": runAsUserName's User cannot contain the following characters: "/\\:;|=,+*?<>@[]`,
      ],
    ],
  ])('%s is refused', (_, context, expected) => {
    expect(containerFaults(context)).toEqual(expected);
  });

  test('may have all of /proc when its users are its own', () => {
    expect(containerFaults({ procMount: 'Unmasked' }, { hostUsers: false })).toEqual([]);
  });
});

describe('on Windows', () => {
  test('what only Linux has is refused', () => {
    const spec: PodSpec = { os: { name: 'windows' }, hostPID: true, securityContext: { fsGroup: 1, sysctls: [] } };
    expect(containerFaults({ privileged: false, runAsUser: 1 }, spec)).toEqual([
      'spec.hostPID: Forbidden: cannot be set for a windows pod',
      `${S}.fsGroup: Forbidden: cannot be set for a windows pod`,
      `${C}.privileged: Forbidden: cannot be set for a windows pod`,
      `${C}.runAsUser: Forbidden: cannot be set for a windows pod`,
    ]);
  });

  test('host processes are all or none, on the network of the node', () => {
    const containers = [
      newContainer({ securityContext: { windowsOptions: { hostProcess: true } } }),
      newContainer({ name: 'other' }),
    ];
    expect(podFaults({ containers })).toEqual([
      'spec: Invalid value: "": If pod contains any hostProcess containers then all containers must be HostProcess containers',
      'spec.hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any hostProcess containers',
    ]);
  });
});

test('on Linux what only Windows has is refused', () => {
  const spec: PodSpec = { os: { name: 'linux' }, securityContext: { windowsOptions: {} } };
  expect(podFaults(spec)).toEqual([`${S}.windowsOptions: Forbidden: windows options cannot be set for a linux pod`]);
});

test('no other system is known', () => {
  expect(podFaults({ os: { name: 'plan9' } })).toEqual([
    'spec.os: Unsupported value: "plan9": supported values: "linux", "windows"',
  ]);
});

describe('the annotations from before there were fields', () => {
  const SECCOMP = 'seccomp.security.alpha.kubernetes.io/pod';
  const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';

  test('must be profiles, of containers that are there', () => {
    const annotations = { [SECCOMP]: 'mine', [`${APPARMOR}gone`]: 'mine' };
    expect(podFaults({}, { annotations })).toEqual([
      `metadata.annotations.${SECCOMP}: Invalid value: "mine": must be a valid seccomp profile`,
      `metadata.annotations[${APPARMOR}gone]: Invalid value: "gone": container not found`,
      `metadata.annotations[${APPARMOR}gone]: Invalid value: "mine": invalid AppArmor profile name: "mine"`,
    ]);
  });

  test('must say what the fields say', () => {
    const annotations = { [SECCOMP]: 'unconfined', [`${APPARMOR}nginx`]: 'localhost/a' };
    const spec: PodSpec = {
      securityContext: {
        seccompProfile: { type: 'RuntimeDefault' },
        appArmorProfile: { type: 'Localhost', localhostProfile: 'b' },
      },
    };
    expect(podFaults(spec, { annotations })).toEqual([
      `${S}.seccompProfile.type: Forbidden: seccomp type in annotation and field must match`,
      `${C}.appArmorProfile.localhostProfile: Forbidden: apparmor profile in annotation and field must match`,
    ]);
  });
});
