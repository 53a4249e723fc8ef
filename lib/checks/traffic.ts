/** Checks over what the learner's programs answer. */
import { celValues, type Budget } from './cel-value';
import type { CompiledCheck } from './compile';
import type { CheckRequest, CheckVerdict } from './definition';
import { explain } from './explain';
import { looks } from './run';

/** As much of the simulated network (lib/cluster) as a check needs: one request from outside, and its answer. */
export interface AskedNetwork {
  request(
    source: { readonly from: 'outside' },
    target: { readonly host: string; readonly port: number },
    message: { readonly http: { method: string; path: string; headers: Record<string, string>; body: string } },
  ): { readonly outcome: object };
}

export function judgeTraffic(check: CompiledCheck, network: AskedNetwork | undefined, budget: Budget): CheckVerdict {
  const { id, request } = check.definition;
  const answer = network && request && answerTo(network, request);
  budget.refill(looks);
  if (answer && check.holds({ object: celValues([answer], budget).each[0] })) return { id, passed: true };
  return { id, passed: false, message: explain(check, [], answer && { file: '', document: 0, object: answer }) };
}

/** Undefined where nobody answers, or not in HTTP. */
function answerTo(
  network: AskedNetwork,
  { host, address = host, port, path }: CheckRequest,
): { readonly status: unknown; readonly body: unknown } | undefined {
  const { outcome } = network.request(
    { from: 'outside' },
    { host: address, port },
    { http: { method: 'GET', path, headers: { host: port === 80 ? host : `${host}:${port}` }, body: '' } },
  );
  const http = fieldOf(fieldOf(outcome, 'reply'), 'http');
  return http === undefined ? undefined : { status: fieldOf(http, 'status'), body: fieldOf(http, 'body') };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
