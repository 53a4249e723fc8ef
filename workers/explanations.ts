import { createExplain, type Explain, type Explanation } from '@/lib/manifest';

/** content/mistakes.yaml as JSON, fetched once; without it the server's sentences stand alone. */
let known: Explain | undefined;

export const explain: Explain = (said) => known?.(said);

/** Resolves when the sentences are here or cannot be had; never rejects. */
export async function loadExplanations(): Promise<void> {
  if (known) return;
  try {
    const response = await fetch('/generated/explanations.json');
    const list: unknown = response.ok ? await response.json() : [];
    if (Array.isArray(list)) known = createExplain(list.filter(isExplanation));
  } catch {
    // Offline before anything was kept: the next lesson tries again.
  }
}

/** The file is checked when it is made (scripts/generate/explanations.ts). */
function isExplanation(value: unknown): value is Explanation {
  return typeof value === 'object' && value !== null && 'says' in value && 'text' in value;
}
