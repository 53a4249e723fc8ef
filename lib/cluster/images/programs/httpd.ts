/** Apache's httpd as its image runs it: the files of htdocs, its log. Not modelled: its configuration. */
import type { HttpRequest, HttpResponse } from '../../network/message';
import { server, type Call } from '../call';
import { httpDate, timeText } from '../clock-face';
import { httpListener, pathOf, respond } from '../http';
import { LoadMeter } from '../load-meter';
import { contentType, findFile } from './static-files';

const ROOT = '/usr/local/apache2/htdocs';

export const HTTPD_PAGE = '<html><body><h1>It works!</h1></body></html>\n';

export const httpd = server((call) => {
  const { process } = call;
  const software = `Apache/${call.env.get('HTTPD_VERSION') ?? '2.4.65'} (Unix)`;
  const load = new LoadMeter(process, { idleMillis: 1, memoryMiB: 7, perRequest: 2 });
  const time = () => timeText(call.now(), '%a %b %d %T.%L000 %Y');
  const isFree = process.listen(
    80,
    httpListener((request, peer) => {
      load.count();
      const response = answer(call, request);
      const at = timeText(call.now(), '%d/%b/%Y:%T %z');
      const length = response.headers['content-length'] ?? '0';
      call.out(`${peer} - - [${at}] "${request.method} ${request.path} HTTP/1.1" ${response.status} ${length}\n`);
      return { ...response, headers: { ...response.headers, server: software, date: httpDate(call.now()) } };
    }),
  );
  if (!isFree) {
    call.err('(98)Address already in use: AH00072: make_sock: could not bind to address 0.0.0.0:80\n');
    process.exit(1);
    return;
  }
  call.err(
    `AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using ${process.podIP}. Set the 'ServerName' directive globally to suppress this message\n`,
  );
  call.err(
    `[${time()}] [mpm_event:notice] [pid 1:tid 1] AH00489: ${software} configured -- resuming normal operations\n`,
  );
});

function answer({ process }: Call, request: HttpRequest): HttpResponse {
  const found = findFile(process.files, ROOT, pathOf(request));
  switch (found.found) {
    case 'file':
      return respond(200, found.text, contentType(found.path));
    case 'redirect':
      return htmlPage(301, 'Moved Permanently', 'The document has moved.', { location: found.to });
    case 'folder': {
      const items = found.names.map((name) => `<li><a href="${name}"> ${name}</a></li>\n`).join('');
      const title = `Index of ${pathOf(request)}`;
      return respond(
        200,
        `<html><head><title>${title}</title></head>\n<body>\n<h1>${title}</h1>\n<ul>${items}</ul>\n</body></html>\n`,
        'text/html;charset=ISO-8859-1',
      );
    }
    case 'nothing':
      return htmlPage(404, 'Not Found', 'The requested URL was not found on this server.');
  }
}

function htmlPage(status: number, title: string, text: string, headers = {}): HttpResponse {
  const body = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${title}</title>\n</head><body>\n<h1>${title}</h1>\n<p>${text}</p>\n</body></html>\n`;
  return respond(status, body, 'text/html; charset=iso-8859-1', headers);
}
