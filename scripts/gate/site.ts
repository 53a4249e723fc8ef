/** The exported site as a request handler: sirv over out/, clean addresses, compressed files, strict headers. */
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import sirv from 'sirv';
import { cspOf, NO_DOCUMENT_CSP } from './csp';
import { out } from './built';

const COMMON = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
};

export function createSite(): (request: IncomingMessage, response: ServerResponse) => void {
  const policies = new Map<string, string>();
  const policyOf = (file: string) => {
    const known = policies.get(file);
    if (known !== undefined) return known;
    const policy = cspOf(readFileSync(file, 'utf8')) ?? NO_DOCUMENT_CSP;
    policies.set(file, policy);
    return policy;
  };
  const pageFile = (pathname: string) => {
    const name = decodeURIComponent(pathname).replace(/\/$/, '') || '/index';
    const file = path.join(out, name.endsWith('.html') ? name : `${name}.html`);
    return file.startsWith(out) && existsSync(file) ? file : undefined;
  };
  const notFound = path.join(out, '404.html');

  const files = sirv(out, {
    extensions: ['html'],
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders(response, pathname) {
      for (const [name, value] of Object.entries(COMMON)) response.setHeader(name, value);
      const page = pageFile(pathname);
      response.setHeader(
        'Content-Security-Policy',
        page ? `${policyOf(page)}; frame-ancestors 'none'` : NO_DOCUMENT_CSP,
      );
      const lasting = pathname.startsWith('/_next/static/');
      response.setHeader('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });

  return (request, response) =>
    files(request, response, () => {
      for (const [name, value] of Object.entries(COMMON)) response.setHeader(name, value);
      response.setHeader('Content-Security-Policy', `${policyOf(notFound)}; frame-ancestors 'none'`);
      response.writeHead(404, { 'Content-Type': 'text/html;charset=utf-8' });
      response.end(readFileSync(notFound));
    });
}
