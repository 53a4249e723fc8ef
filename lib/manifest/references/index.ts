/** What the objects of all files name of each other: `referencesOf(files)`. */
export type { Offer } from './offers';
export { referencesOf, type ReadFile, type References, type Tied, type TiedEnd } from './references';
export type { FileEdit, Renaming } from './rename';
