/** What nginx itself answers when it has nothing better. */
import type { HttpResponse } from './message';

const TITLES: Readonly<Record<number, string>> = {
  308: '308 Permanent Redirect',
  400: '400 Bad Request',
  404: '404 Not Found',
  502: '502 Bad Gateway',
  503: '503 Service Temporarily Unavailable',
  504: '504 Gateway Time-out',
};

export function nginxPage(status: number, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  const title = TITLES[status] ?? String(status);
  const lines = [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    '<hr><center>nginx</center>',
    '</body>',
    '</html>',
    '',
  ];
  const body = lines.join('\r\n');
  return { status, headers: { 'content-type': 'text/html', 'content-length': String(body.length), ...headers }, body };
}
