/** lib/shell's kubectlText; its chunk is fetched with the terminal's. */
import type { kubectlText as Run } from '@/lib/shell';

export const kubectlText: typeof Run = async (...args) => (await import('@/lib/shell')).kubectlText(...args);
