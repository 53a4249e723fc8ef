/** What a container says of its end. Models getTerminationMessage and readLastStringFromContainerLogs of pkg/kubelet/kuberuntime. Not modelled: a message file on a volume. */
import type { types } from '@/lib/kube';
import { normalize } from './files';
import type { ContainerRecord } from './state';

const MOST_BYTES = 4096;
const MOST_LOG_LINES = 80;
const MOST_LOG_BYTES = 2048;

export function terminationMessage(
  { terminationMessagePath = '/dev/termination-log', terminationMessagePolicy }: types.Container,
  own: ContainerRecord,
  exitCode: number,
): string {
  const written = own.files?.[normalize(terminationMessagePath)];
  if (typeof written === 'string' && written !== '') return written.slice(0, MOST_BYTES);
  if (terminationMessagePolicy !== 'FallbackToLogsOnError' || exitCode === 0) return '';
  const lines = own.logs.slice(-MOST_LOG_LINES).map(({ text }) => `${text}\n`);
  return lines.join('').slice(-MOST_LOG_BYTES);
}
