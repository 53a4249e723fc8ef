import type { CatalogueEntry } from '../catalogue';

export const CLUSTER_IMAGES: readonly CatalogueEntry[] = [];
