/**
 * A TLS Secret whose certificate and key cannot be used. Models warningsForSecret (pkg/registry/core/secret/strategy.go) and
 * of Go's tls.X509KeyPair the search for PEM blocks.
 *
 * Not modelled: reading the certificate and the key, and whether they belong together: a block of the right name that
 * holds an ASN.1 sequence passes.
 */
import type { Secret } from '../schema/generated/types';
import { base64Bytes } from '../validation/base64';
import { pemBlocks, type PemBlock } from './pem';

const INPUT = { cert: 'certificate input', key: 'key input' };

export function warningsForSecret({ type, data = {} }: Secret): string[] {
  if (type !== 'kubernetes.io/tls') return [];
  const warning = certificateFault(data['tls.crt'] ?? '') ?? keyFault(data['tls.key'] ?? '');
  return warning === undefined ? [] : [warning];
}

function certificateFault(base64: string): string | undefined {
  const blocks = pemBlocks(base64Bytes(base64));
  const certificate = blocks.find(({ type }) => type === 'CERTIFICATE');
  if (certificate) return isSequence(certificate) ? undefined : 'x509: malformed certificate';
  const [first] = blocks;
  if (!first) return `tls: failed to find any PEM data in ${INPUT.cert}`;
  if (blocks.length === 1 && first.type.endsWith('PRIVATE KEY')) {
    return `tls: failed to find certificate PEM data in ${INPUT.cert}, but did find a private key; PEM inputs may have been switched`;
  }
  return `tls: failed to find "CERTIFICATE" PEM block in ${INPUT.cert} after skipping PEM blocks of the following types: ${types(blocks)}`;
}

function keyFault(base64: string): string | undefined {
  const blocks = pemBlocks(base64Bytes(base64));
  const isKey = ({ type }: PemBlock): boolean => type === 'PRIVATE KEY' || type.endsWith(' PRIVATE KEY');
  const key = blocks.find(isKey);
  if (key) return isSequence(key) ? undefined : 'tls: failed to parse private key';
  const [first] = blocks;
  if (!first) return `tls: failed to find any PEM data in ${INPUT.key}`;
  if (blocks.length === 1 && first.type === 'CERTIFICATE') {
    return 'tls: found a certificate rather than a key in the PEM for the private key';
  }
  return `tls: failed to find PEM block with type ending in "PRIVATE KEY" in ${INPUT.key} after skipping PEM blocks of the following types: ${types(blocks)}`;
}

function types(blocks: readonly PemBlock[]): string {
  return `[${blocks.map(({ type }) => type).join(' ')}]`;
}

/** The first byte of every certificate and key. */
function isSequence({ bytes }: PemBlock): boolean {
  return bytes.startsWith('M');
}
