/**
 * The Content-Security-Policy of an exported page: no inline script but the page's own, by hash; no eval. Styles may
 * be inline because Monaco writes its own. Frames hold only what the page itself writes (srcdoc): such a frame inherits
 * this policy, so the one script that may run in it is named here too. The policy stands in the page as a meta tag, for any host; our server
 * sends the same as a header, read from there.
 */
import { createHash } from 'node:crypto';
import { FRAME_BRIDGE } from '../../components/cluster/panels/frame-bridge';

const META = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"\/?>/;

/** For what is not a page: scripts of workers may load more of ours and fetch from us, nothing else. */
export const NO_DOCUMENT_CSP = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'";

export function withCsp(html: string): string {
  const bare = html.replace(META, '');
  const hashes = [...inlineScripts(bare), FRAME_BRIDGE].map(
    (script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${[...new Set(hashes)].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return bare.replace(
    /<head[^>]*>/,
    (head) => `${head}<meta http-equiv="Content-Security-Policy" content="${policy}"/>`,
  );
}

export function cspOf(html: string): string | undefined {
  return META.exec(html)?.[1];
}

function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '');
}
