/** The passwords that ECR gives: who reads one sees when it ends, and where it is valid. Any other text is no such token. */
import { fromBase64, toBase64 } from './http';
import { sha256 } from './sha256';

const LIFE = 43_200_000;

/** Valid for twelve hours. @param now milliseconds since 1970 */
export function newEcrToken(region: string, now: number): string {
  const payload = Array.from({ length: 20 }, (_, at) => sha256(`${region} ${now} ${at}`)).join('');
  const expiration = Math.floor((now + LIFE) / 1000);
  return toBase64(JSON.stringify({ payload, version: '2', type: 'DATA_KEY', expiration, region }));
}

/** Undefined for what is none. `until`: milliseconds since 1970. */
export function readEcrToken(token: string): { readonly region: string; readonly until: number } | undefined {
  const [, until, region] = /"expiration":(\d+),"region":"([^"]+)"/.exec(fromBase64(token) ?? '') ?? [];
  return until === undefined || region === undefined ? undefined : { region, until: Number(until) * 1000 };
}
