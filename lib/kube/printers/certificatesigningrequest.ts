/** Models printCertificateSigningRequest. */
import type { CertificateSigningRequest } from '../schema/generated/types';
import { humanDuration } from './duration';
import { nameOf, or, type Printer } from './printer';

export const certificateSigningRequest: Printer<CertificateSigningRequest> = {
  columns: 'Name#name;Age;SignerName;Requestor;RequestedDuration;Condition',
  cells(request, age) {
    const seconds = request.spec?.expirationSeconds;
    return [
      nameOf(request),
      age.of(request),
      or(request.spec?.signerName, '<none>'),
      request.spec?.username ?? '',
      seconds === undefined ? '<none>' : humanDuration(seconds * 1000),
      statusOf(request),
    ];
  },
};

function statusOf({ status }: CertificateSigningRequest): string {
  const has = (type: string): boolean => status?.conditions?.some((condition) => condition.type === type) ?? false;
  const decision = has('Denied') ? 'Denied' : has('Approved') ? 'Approved' : 'Pending';
  return `${decision}${has('Failed') ? ',Failed' : ''}${status?.certificate ? ',Issued' : ''}`;
}
