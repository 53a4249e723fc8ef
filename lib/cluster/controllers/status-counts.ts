/** The counts of a status, those that are 0 left out: as Go writes what is `omitempty`. */
export function counts<K extends string>(all: Readonly<Record<K, number>>): Partial<Record<K, number>> {
  const some: Partial<Record<K, number>> = {};
  for (const name in all) if (all[name] !== 0) some[name] = all[name];
  return some;
}
