/** Models printNode. */
import type { Node } from '../schema/generated/types';
import { nameOf, or, type Printer } from './printer';

export const node: Printer<Node> = {
  columns:
    'Name#name;Status;Roles;Age;Version;Internal-IP+1;External-IP+1;OS-Image+1;Kernel-Version+1;Container-Runtime+1',
  cells(node, age) {
    const info = node.status?.nodeInfo ?? {};
    const kernel = or(info.kernelVersion, '<unknown>');
    return [
      nameOf(node),
      statusOf(node),
      roles(node),
      age.of(node),
      info.kubeletVersion ?? '',
      address(node, 'InternalIP'),
      address(node, 'ExternalIP'),
      or(info.osImage, '<unknown>'),
      info.architecture ? `${kernel} (${info.architecture})` : kernel,
      or(info.containerRuntimeVersion, '<unknown>'),
    ];
  },
};

const ROLE_LABEL = 'node-role.kubernetes.io/';

function statusOf({ spec, status }: Node): string {
  const ready = status?.conditions?.findLast(({ type }) => type === 'Ready');
  const word = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady';
  return spec?.unschedulable ? `${word},SchedulingDisabled` : word;
}

function roles({ metadata }: Node): string {
  const found = Object.entries(metadata?.labels ?? {}).map(([key, value]) =>
    key.startsWith(ROLE_LABEL) ? key.slice(ROLE_LABEL.length) : key === 'kubernetes.io/role' ? value : '',
  );
  return or([...new Set(found.filter((role) => role !== ''))].sort().join(','), '<none>');
}

function address({ status }: Node, wanted: string): string {
  return status?.addresses?.find(({ type }) => type === wanted)?.address ?? '<none>';
}
