/** Answers in the making. */
import { statusObject, type Failure } from './failure';
import type { ApiResponse } from './request';

export function json(
  status: number,
  body: object,
  warnings: readonly string[] = [],
  contentType = 'application/json',
): ApiResponse {
  return {
    status,
    headers: { 'content-type': contentType, ...warningHeaders(warnings) },
    body: `${JSON.stringify(body)}\n`,
  };
}

export function text(status: number, body: string): ApiResponse {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

export function refusal(failure: Failure, warnings: readonly string[] = []): ApiResponse {
  return json(failure.code, statusObject(failure), warnings);
}

/** RFC 7234: `299 - "text"`. */
export function warningHeaders(warnings: readonly string[]): { warning?: readonly string[] } {
  if (warnings.length === 0) return {};
  return { warning: [...new Set(warnings)].map((said) => `299 - "${said.replace(/["\\]/g, String.raw`\$&`)}"`) };
}
