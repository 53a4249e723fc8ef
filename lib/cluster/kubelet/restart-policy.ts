/** Which container runs again after it ended. Models pkg/api/v1/pod ContainerShouldRestart. Not modelled: the action RestartAllContainers, which restarts the one container here. */
import type { types } from '@/lib/kube';

export function isSidecar(container: types.Container): boolean {
  return container.restartPolicy === 'Always';
}

export function shouldRestart(container: types.Container, spec: types.PodSpec, exitCode: number): boolean {
  if (container.restartPolicy !== undefined && matchesRule(container, exitCode)) return true;
  switch (container.restartPolicy ?? spec.restartPolicy) {
    case 'OnFailure':
      return exitCode !== 0;
    case 'Never':
      return false;
    default:
      return true;
  }
}

/** Of an init container, which is done once it succeeded. */
export function shouldInitRestart(container: types.Container, spec: types.PodSpec, exitCode: number): boolean {
  if (isSidecar(container)) return true;
  return exitCode !== 0 && shouldRestart(container, spec, exitCode);
}

function matchesRule(container: types.Container, exitCode: number): boolean {
  return (container.restartPolicyRules ?? []).some(({ exitCodes }) => {
    const isListed = exitCodes?.values?.includes(exitCode) ?? false;
    return exitCodes?.operator === 'In' ? isListed : exitCodes?.operator === 'NotIn' ? !isListed : false;
  });
}
