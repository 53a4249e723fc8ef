import type { CatalogueEntry } from '../catalogue';

export const SHELLS: readonly CatalogueEntry[] = [];
