import type { Locale } from '@/components/words';

/** One thing the palette can go to. The list of a language is made at build (app/[locale]/findable.json). */
export interface Findable {
  readonly kind: 'page' | 'lesson' | 'term';
  readonly title: string;
  readonly text: string;
  readonly href: string;
}

const fetched = new Map<Locale, Promise<readonly Findable[]>>();

/** Rejects when the list can't be loaded; the next call tries again. */
export function fetchFindable(locale: Locale): Promise<readonly Findable[]> {
  const known = fetched.get(locale);
  if (known) return known;
  const loading = fetch(`/${locale}/findable.json`).then(async (response) => {
    if (!response.ok) throw new Error(`findable.json: ${response.status}`);
    const list: unknown = await response.json();
    return Array.isArray(list) ? list.filter(isFindable) : [];
  });
  fetched.set(locale, loading);
  loading.catch(() => fetched.delete(locale));
  return loading;
}

function isFindable(value: unknown): value is Findable {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    'title' in value &&
    'text' in value &&
    'href' in value
  );
}
