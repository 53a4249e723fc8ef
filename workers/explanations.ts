import { loadExplain, type Explain, type Explanation } from '@/lib/manifest';

/** content/mistakes.yaml as JSON, fetched once; without it the server's sentences stand alone. */
let known: Explain | undefined;

export const explain: Explain = (said) => known?.(said);

let loading: Promise<void> | undefined;

/** Resolves when the sentences are here or cannot be had; never rejects. A failed fetch is tried again next time. */
export function loadExplanations(): Promise<void> {
  return (loading ??= load());
}

async function load(): Promise<void> {
  try {
    const [createExplain, response] = await Promise.all([loadExplain(), fetch('/generated/explanations.json')]);
    if (!response.ok) throw new Error(`explanations: ${response.status}`);
    const list: unknown = await response.json();
    if (Array.isArray(list)) known = createExplain(list.filter(isExplanation));
  } catch {
    loading = undefined;
  }
}

/** The file is checked when it is made (scripts/generate/explanations.ts). */
function isExplanation(value: unknown): value is Explanation {
  return typeof value === 'object' && value !== null && 'says' in value && 'text' in value;
}
