/**
 * Who asks for a certificate is noted by the server, whatever the request says. Models PrepareForCreate and PrepareForUpdate
 * of pkg/registry/certificates/certificates/strategy.go.
 */
import { isObject, type JsonObject } from '../json-object';
import type { User } from './request';

export const CERTIFICATE_REQUESTS = 'certificatesigningrequests';

/** The request as its user makes it. */
export function requestedBy({ name, uid, groups, extra }: User, request: JsonObject): JsonObject {
  const spec = isObject(request['spec']) ? request['spec'] : {};
  const { username: _name, uid: _uid, groups: _groups, extra: _extra, ...asked } = spec;
  return {
    ...request,
    spec: { ...asked, username: name, ...(uid !== undefined && { uid }), groups, ...(extra && { extra }) },
  };
}
