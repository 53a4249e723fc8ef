/**
 * Offline once loaded. The worker (public/sw.js, made after the build) keeps every page and script; a new version
 * waits until the learner reloads, so that a page never mixes two versions.
 */
type Listener = (waiting: ServiceWorker) => void;
const listeners = new Set<Listener>();
let waiting: ServiceWorker | undefined;

export function registerServiceWorker(): void {
  if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker
    .register('/sw.js')
    .then((registration) => {
      const watch = () => {
        const worker = registration.waiting;
        if (worker && navigator.serviceWorker.controller) announce(worker);
      };
      watch();
      registration.addEventListener('updatefound', () => {
        registration.installing?.addEventListener('statechange', watch);
      });
    })
    .catch(() => {
      // Without a service worker (a private window, a blocked origin) the page works, only not offline.
    });
}

function announce(worker: ServiceWorker): void {
  waiting = worker;
  for (const listener of listeners) listener(worker);
}

export function onUpdate(listener: Listener): () => void {
  listeners.add(listener);
  if (waiting) listener(waiting);
  return () => listeners.delete(listener);
}

export function takeUpdate(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
  worker.postMessage({ type: 'SKIP_WAITING' });
}
