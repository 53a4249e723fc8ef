/**
 * The only script that runs in the frame of a cluster's page: it tells us which link was followed and which form was sent,
 * under the word that it was given. A text without imports and always the same, so that the site's Content-Security-Policy
 * can name it by its hash: scripts/gate/csp.ts. A place within the page is gone to here: as a link it would lead to ours. Methods are taken from their prototypes: a form may have a field of that name.
 */
export const FRAME_BRIDGE = `(() => {
const script = document.currentScript;
const word = script.dataset.word;
script.remove();
const attribute = (element, name) => Element.prototype.getAttribute.call(element, name);
const say = (message) => parent.postMessage({ word, ...message }, '*');
addEventListener('click', (event) => {
  const link = event.target instanceof Element ? Element.prototype.closest.call(event.target, 'a[href],area[href]') : null;
  const to = link && attribute(link, 'href');
  if (!link) return;
  event.preventDefault();
  if (to.startsWith('#')) document.getElementById(decodeURIComponent(to.slice(1)))?.scrollIntoView();
  else say({ did: 'follow', to });
}, true);
addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target;
  const by = event.submitter;
  say({
    did: 'submit',
    method: (by && attribute(by, 'formmethod')) || attribute(form, 'method') || 'get',
    to: (by && attribute(by, 'formaction')) || attribute(form, 'action') || '',
    fields: [...new FormData(form, by)].filter(([, value]) => typeof value === 'string'),
  });
}, true);
say({ did: 'begin' });
})();`;
