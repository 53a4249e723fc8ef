/**
 * A Pod stays for five minutes on a node that fails, unless it says otherwise. Models the plugin DefaultTolerationSeconds.
 */
import type { Pod, Toleration } from '../schema/generated/types';

const FAILING = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];
const EFFECT = 'NoExecute';
const SECONDS = 300;

export function admitTolerationSeconds(pod: Pod): undefined {
  const spec = (pod.spec ??= {});
  const own = spec.tolerations ?? [];
  const missing = FAILING.filter((taint) => !own.some((toleration) => covers(toleration, taint)));
  if (missing.length === 0) return;
  spec.tolerations = own.concat(
    missing.map((key) => ({ key, operator: 'Exists', effect: EFFECT, tolerationSeconds: SECONDS })),
  );
}

function covers({ key = '', effect = '' }: Toleration, taint: string): boolean {
  return (key === taint || key === '') && (effect === EFFECT || effect === '');
}
