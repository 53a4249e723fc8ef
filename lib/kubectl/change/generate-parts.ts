/** Small texts of the generators' flags, read: ports, amounts, ingress rules. */
import { canonicalQuantity } from '@/lib/kube';
import type { Json } from '../json-object';
import { problem, type Problem } from './problem';

export function intOrText(text: string): number | string {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}

/** `80`, `80:8080`, `80:http`. */
export function parsePort(text: string): { readonly port: number; readonly targetPort: number | string } | Problem {
  const [port = '', target] = text.split(':');
  if (!isPort(port))
    return problem(
      `invalid port value ${JSON.stringify(port)}: strconv.ParseInt: parsing ${JSON.stringify(port)}: invalid syntax`,
    );
  return { port: Number(port), targetPort: target === undefined ? Number(port) : intOrText(target) };
}

function isPort(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) <= 65535;
}

/** `cpu=200m,memory=512Mi`, with the amounts as the server writes them. */
export function resourceList(text: string): Json {
  const list: Json = {};
  for (const pair of text.split(',')) {
    const [name = '', value, ...more] = pair.split('=');
    if (value === undefined || more.length > 0)
      return { message: `Invalid argument syntax ${pair}, expected <resource>=<value>` };
    const amount = canonicalQuantity(value);
    if (amount === undefined) {
      return {
        message: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
      };
    }
    list[name] = amount;
  }
  return list;
}

interface Rule {
  readonly host: string;
  readonly path: Json;
  readonly tls?: Json;
}

/** `my-app.com/path*=service:port,tls=secret`. */
export function readRule(text: string): Rule | Problem {
  const match =
    /^(?<host>[\w*\-.]*)(?<path>\/[\w~\-./*]*)=(?<service>[\w-]+):(?<port>\w+)(?:,(?<tls>tls(?:=[\w-]+)?))?$/.exec(
      text,
    );
  const { host = '', path = '', service = '', port = '', tls } = match?.groups ?? {};
  if (!match) {
    return problem(`rule ${text} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`);
  }
  const isPrefix = path.endsWith('*');
  const backend = { service: { name: service, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } };
  const secretName = tls?.split('=')[1];
  return {
    host,
    path: { path: isPrefix ? path.slice(0, -1) : path, pathType: isPrefix ? 'Prefix' : 'Exact', backend },
    ...(tls !== undefined && { tls: { hosts: [host], ...(secretName !== undefined && { secretName }) } }),
  };
}
