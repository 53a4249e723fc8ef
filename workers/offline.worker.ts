/**
 * The service worker: keeps one whole build, so that every page works offline once any was loaded, and never mixes
 * two builds. A new build is fetched beside the old one and waits until the learner reloads.
 */
declare const self: ServiceWorkerGlobalScope;
export {};
/** Set by scripts/after-build.ts. */
declare const BUILD_VERSION: string;
declare const BUILD_FILES: readonly string[];

const BUILD = `build-${BUILD_VERSION}`;
/** Fonts and whatever else is used but not listed; their names carry a hash, so they are good for every build. */
const USED = 'used';

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(BUILD).then((cache) => cache.addAll([...BUILD_FILES])));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name !== BUILD && name !== USED) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('message', (event) => {
  const message: unknown = event.data;
  if (typeof message === 'object' && message !== null && 'type' in message && message.type === 'SKIP_WAITING') {
    void self.skipWaiting();
  }
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  event.respondWith(answer(request, url));
});

async function answer(request: Request, url: URL): Promise<Response> {
  const build = await caches.open(BUILD);
  const page = url.pathname === '/' ? '/index.html' : `${url.pathname.replace(/\/$/, '')}.html`;
  const kept = (await build.match(url.pathname)) ?? (request.mode === 'navigate' ? await build.match(page) : undefined);
  if (kept) return request.destination === 'worker' ? withoutAddress(kept) : kept;
  const used = await caches.open(USED);
  const before = await used.match(request);
  if (before) return before;
  try {
    const fresh = await fetch(request);
    if (fresh.ok && url.pathname.startsWith('/_next/static/')) await used.put(request, fresh.clone());
    return fresh;
  } catch (error) {
    const missing = request.mode === 'navigate' ? await build.match('/404.html') : undefined;
    if (missing) return missing;
    throw error;
  }
}

/**
 * A worker's address is that of its script's response, and a kept one has lost what stood behind the #, in which the
 * bundler hands a worker its list of chunks. A response without an address leaves the worker the one it asked for.
 */
function withoutAddress({ body, status, headers }: Response): Response {
  return new Response(body, { status, headers });
}
