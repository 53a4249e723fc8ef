import { expect, test } from 'vitest';
import type { Namespace, Pod } from '../../schema/generated/types';
import { newContainer, newPod } from '../../validation/sample-objects';
import { newCluster, type AdmissionCluster } from '..';
import { warnOfPods } from './existing-pods';

function podNamed(name: string, privileged = false): Pod {
  const container = newContainer({ image: 'nginx', ...(privileged && { securityContext: { privileged } }) });
  const pod = newPod({ containers: [container] }, { namespace: 'shop' });
  return { ...pod, metadata: { ...pod.metadata, name } };
}

/** What is said when a namespace with these Pods goes from one level to another. */
function warningsOf(from: string, to: string, pods: readonly Pod[]): string[] {
  const namespace = (level: string): Namespace => ({
    metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': level } },
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only Pods are asked for
  const cluster = { ...newCluster, list: () => pods } as unknown as AdmissionCluster;
  const warnings: string[] = [];
  warnOfPods(namespace(to), cluster, { live: namespace(from), warnings });
  return warnings;
}

test('a namespace that gets stricter says which of its Pods it would not let in', () => {
  const pods = [podNamed('c'), podNamed('a'), podNamed('b'), podNamed('root', true)];
  const common = 'allowPrivilegeEscalation != false, unrestricted capabilities, runAsNonRoot != true, seccompProfile';
  expect(warningsOf('privileged', 'restricted', pods)).toEqual([
    'existing pods in namespace "shop" violate the new PodSecurity enforce level "restricted:latest"',
    `a (and 2 other pods): ${common}`,
    `root: privileged, ${common}`,
  ]);
  expect(warningsOf('privileged', 'baseline', pods)).toHaveLength(2);
});

test('one that stays as strict, or gets less so, says nothing', () => {
  const pods = [podNamed('a')];
  expect(warningsOf('restricted', 'restricted', pods)).toEqual([]);
  expect(warningsOf('restricted', 'baseline', pods)).toEqual([]);
  expect(warningsOf('baseline', 'privileged', pods)).toEqual([]);
});
