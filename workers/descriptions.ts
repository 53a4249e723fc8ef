/** The fields' documentation: one file, fetched when it is first wanted; a failed fetch is tried again next time. */
let loading: Promise<unknown> | undefined;

export async function describeField(type: string, field: string): Promise<string | undefined> {
  loading ??= load();
  try {
    const text = valueAt(valueAt(await loading, type), field);
    return typeof text === 'string' ? text : undefined;
  } catch {
    loading = undefined;
    return undefined;
  }
}

async function load(file = 'descriptions.json'): Promise<unknown> {
  const response = await fetch(`/generated/${file}`);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response.json();
}

type Descriptions = Record<string, Record<string, string>>;

/** Those of all kinds, for `kubectl explain`; undefined while they can't be had. */
export async function loadAllDescriptions(): Promise<Descriptions | undefined> {
  try {
    const [first, further] = await Promise.all([load(), load('further-descriptions.json')]);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both are files of ours, of that form
    return { ...(first as Descriptions), ...(further as Descriptions) };
  } catch {
    return undefined;
  }
}

function valueAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
