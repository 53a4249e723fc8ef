/** `kubectl get -w`: what there is, then each change as it comes. */
import type { Api } from '../api';
import type { Call } from '../command';
import { fail, failWith } from '../failure';
import { readDuration } from '../flags';
import { itemsOf, textAt } from '../json-object';
import type { Printer } from '../output';
import type { Resource } from '../resources';
import { TablePrinter, type TableStyle } from './table';
import { addressOf, type Wishes } from './wish';

export async function watchTargets(
  call: Call,
  api: Api,
  { wishes }: Wishes,
  printer: Printer | undefined,
  styleOf: (resource: Resource) => TableStyle,
): Promise<number> {
  const { io, flags } = call;
  const [wish, ...others] = wishes;
  if (!wish || others.length > 0) {
    return fail(io, 'you may only specify a single resource type');
  }
  const wanted = printer ? 'json' : 'table';
  const table = new TablePrinter(styleOf(wish.resource), wish.resource);
  const show = (object: unknown, event: string): void => {
    const shownEvent = flags.bool('output-watch-events') ? event : undefined;
    if (!printer) io.out(table.print(object, shownEvent));
    else {
      const printed = printer(object);
      if (printed.ok) io.out(printed.value);
    }
  };
  const listed = await api.get(addressOf(call, wish), wanted);
  if (!listed.ok) return failWith(io, [listed.failure]);
  if (!flags.bool('watch-only')) {
    if (!printer || wish.name !== undefined) show(listed.value, 'ADDED');
    else for (const item of itemsOf(listed.value)) show(item, 'ADDED');
  }
  const single = wish.name === undefined ? {} : { fieldSelector: `metadata.name=${wish.name}` };
  const address = addressOf(
    call,
    { ...wish, name: undefined },
    {
      ...single,
      limit: '',
      watch: 'true',
      resourceVersion: textAt(listed.value, 'metadata', 'resourceVersion'),
    },
  );
  const given = flags.string('request-timeout');
  const limit = readDuration(/^\d+$/.test(given) ? `${given}s` : given);
  const ended = await api.watch(
    address,
    ({ type, object }) => {
      if (type !== 'BOOKMARK' && type !== 'ERROR') show(object, type);
      return false;
    },
    { wanted, ...(limit !== undefined && limit > 0 && { timeout: limit }) },
  );
  return ended.ok ? 0 : failWith(io, [ended.failure]);
}
