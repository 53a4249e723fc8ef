/** The fields' documentation: one file, fetched when it is first wanted; a failed fetch is tried again next time. */
type Descriptions = Readonly<Record<string, Readonly<Record<string, string>>>>;

let loading: Promise<Descriptions> | undefined;

export async function describeField(type: string, field: string): Promise<string | undefined> {
  loading ??= load();
  try {
    return (await loading)[type]?.[field];
  } catch {
    loading = undefined;
    return undefined;
  }
}

async function load(): Promise<Descriptions> {
  const response = await fetch('/generated/descriptions.json');
  if (!response.ok) throw new Error(`descriptions: ${response.status}`);
  return (await response.json()) as Descriptions;
}
