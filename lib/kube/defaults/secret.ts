/** Models SetDefaults_Secret (pkg/apis/core/v1/defaults.go) and Convert_v1_Secret_To_core_Secret (conversion.go). */
import { encodeText } from '../decode';
import type { Secret } from '../schema/generated/types';

export function setSecretDefaults(secret: Secret): void {
  secret.type ??= 'Opaque';
  for (const [key, text] of Object.entries(secret.stringData ?? {})) {
    // The server forgets the plain text, and what stood under the same key.
    (secret.data ??= {})[key] = encodeText(text);
  }
  delete secret.stringData;
}
