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

async function load(): Promise<unknown> {
  const response = await fetch('/generated/descriptions.json');
  if (!response.ok) throw new Error(`descriptions: ${response.status}`);
  return response.json();
}

function valueAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
