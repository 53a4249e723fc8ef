/** Names that belong to policies of the server's own files. Models WarningsForStaticSuffix. */
import { quote } from '../field/print';
import type { ObjectMeta } from '../schema/generated/types';

const SUFFIX = '.static.k8s.io';

export function warningsForStaticSuffix({ metadata }: { metadata?: ObjectMeta }): string[] {
  if (!metadata?.name?.endsWith(SUFFIX)) return [];
  const why = 'are reserved for static manifest-based configurations and cannot be managed via the API';
  return [`metadata.name: names ending with ${quote(SUFFIX)} ${why}`];
}
