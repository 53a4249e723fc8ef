/** Opens the palette from anywhere without loading it before it is wanted. */
const EVENT = 'kubetil:palette';

export function openPalette(): void {
  window.dispatchEvent(new Event(EVENT));
}

export function onPalette(open: () => void): () => void {
  const byKey = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      open();
    }
  };
  window.addEventListener(EVENT, open);
  window.addEventListener('keydown', byKey);
  return () => {
    window.removeEventListener(EVENT, open);
    window.removeEventListener('keydown', byKey);
  };
}
