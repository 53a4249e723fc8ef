import type { CatalogueEntry } from '../catalogue';

export const OFFICIAL: readonly CatalogueEntry[] = [];
