import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Stored } from '@/lib/kube';
import type { Kubelets } from './index';
import { newTestKubelets } from './test-kubelets';

const NAMES = ['a', 'b', 'c'] as const;
const COMMANDS = [['serve'], ['stubborn'], ['exit', '1', '3'], ['exit', '0', '2'], ['health']];

const step = fc.oneof(
  fc.record({
    do: fc.constant('run' as const),
    name: fc.constantFrom(...NAMES),
    command: fc.constantFrom(...COMMANDS),
  }),
  fc.record({ do: fc.constant('delete' as const), name: fc.constantFrom(...NAMES), force: fc.boolean() }),
  fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 0, max: 40 }) }),
  fc.record({ do: fc.constantFrom('cut', 'stop', 'restore'), node: fc.constantFrom('minikube', 'minikube-m02') }),
  fc.record({ do: fc.constant('reload' as const) }),
  fc.record({ do: fc.constant('sick' as const), name: fc.constantFrom(...NAMES) }),
);

/** What is not as it should be, long after all that was done to it. */
function faultsOf({ metadata, spec, status }: Stored<'v1/Pod'>, kubelets: Kubelets): string[] {
  const [word] = spec?.containers?.[0]?.command ?? [];
  const [own] = status?.containerStatuses ?? [];
  const listens = kubelets.listener(metadata.uid, 80) !== undefined;
  const faults = {
    'still going': metadata.deletionTimestamp !== undefined,
    'not running': status?.phase !== 'Running',
    'not started again': word === 'exit' && (own?.restartCount ?? 0) <= 2,
    'not ready': word !== 'exit' && own?.ready !== true,
    'listening or not': listens !== (word === 'serve' || word === 'health'),
  };
  return Object.entries(faults).flatMap(([fault, isSo]) => (isSo ? [`${metadata.name}: ${fault}`] : []));
}

test('whatever happens, in the end what is wanted runs and nothing else does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const { run, settle, wait, client, kubelets, exec, store } = await newTestKubelets({ nodes: 2 });
      for (const each of steps) {
        const here = 'name' in each ? client.get('v1/Pod', 'default', each.name) : undefined;
        if ('command' in each && !here) {
          const probe = { httpGet: { port: 80 }, periodSeconds: 3 };
          const probes = each.command[0] === 'health' ? { livenessProbe: probe, readinessProbe: probe } : {};
          run(each.name, { name: 'web', image: 'nginx:1', command: each.command, ...probes });
        } else if ('force' in each && here) {
          client.delete('v1/Pod', 'default', each.name, each.force ? { gracePeriodSeconds: 0 } : {});
        } else if ('seconds' in each) wait(each.seconds);
        else if (each.do === 'cut' && 'node' in each) kubelets.cutOff(each.node);
        else if (each.do === 'stop' && 'node' in each) kubelets.stop(each.node);
        else if (each.do === 'restore' && 'node' in each) kubelets.restore(each.node);
        else if (each.do === 'reload') kubelets.load(kubelets.save());
        else if (each.do === 'sick' && here) exec(each.name, 'write', '/tmp/health', '500');
      }
      kubelets.restore('minikube');
      kubelets.restore('minikube-m02');
      settle();
      wait(900);
      settle();
      const pods = [...client.list('v1/Pod')];
      expect(pods.flatMap((pod) => faultsOf(pod, kubelets))).toEqual([]);
      const { nodes } = kubelets.save();
      const known = Object.values(nodes).flatMap((node) => Object.keys(node.pods));
      expect(known.toSorted()).toEqual(pods.map(({ metadata }) => metadata.uid).toSorted());
      const { revision } = store;
      kubelets.load(kubelets.save());
      settle();
      expect(store.revision).toBe(revision);
    }),
    { numRuns: 60 },
  );
}, 60_000);
