/** Places in a row that are kept: who goes leaves a gap, and who comes takes the first. */
export type Slots = readonly (string | undefined)[];

export function slotsAfter(before: Slots, ids: readonly string[]): Slots {
  const there = new Set(ids);
  const slots = before.map((id) => (id !== undefined && there.delete(id) ? id : undefined));
  let at = 0;
  for (const id of there) {
    while (slots[at] !== undefined) at += 1;
    slots[at] = id;
  }
  while (slots.length > 0 && slots.at(-1) === undefined) slots.pop();
  // More gaps than members: better to close up once than to stay scattered.
  const full = slots.filter((id) => id !== undefined);
  return slots.length > 2 * full.length ? full : slots;
}
