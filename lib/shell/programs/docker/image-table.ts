/** `docker images`. */
export interface ImageRow {
  /** With its tag: `docker.io/library/nginx:1.29`. */
  readonly name: string;
  /** Hex digits. */
  readonly id: string;
  readonly sizeBytes: number;
  /** `2 minutes ago`. */
  readonly created: string;
}

const HEADS = ['REPOSITORY', 'TAG', 'IMAGE ID', 'CREATED', 'SIZE'];

export function imageTable(images: readonly ImageRow[]): string {
  const rows = images.map(({ name, id, sizeBytes, created }) => {
    const [, repository = name, tag = '<none>'] = /^(.*):([^:/]+)$/.exec(familiar(name)) ?? [];
    return [repository, tag, id.slice(0, 12), created, sizeText(sizeBytes)];
  });
  const widths = HEADS.map((head, at) =>
    Math.max(10, ...[head, ...rows.map((row) => row[at] ?? '')].map((cell) => cell.length + 3)),
  );
  const line = (cells: readonly string[]): string =>
    `${cells.map((cell, at) => (at === cells.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('')}\n`;
  return [HEADS, ...rows].map(line).join('');
}

/** `nginx:1.29` of `docker.io/library/nginx:1.29`. */
export function familiar(name: string): string {
  return name.replace(/^docker\.io\/(?:library\/)?/, '');
}

/** Three digits, in powers of a thousand: `76.2MB`. */
export function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let [value, at] = [bytes, 0];
  for (; value >= 1000 && at < units.length - 1; at += 1) value /= 1000;
  return `${Number(value.toPrecision(3))}${units[at] ?? ''}`;
}

/** How long ago: `About a minute ago`. */
export function agoText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.round(minutes / 60);
  if (seconds < 1) return 'Less than a second ago';
  if (seconds === 1) return '1 second ago';
  if (seconds < 60) return `${seconds} seconds ago`;
  if (minutes === 1) return 'About a minute ago';
  if (minutes < 60) return `${minutes} minutes ago`;
  if (hours === 1) return 'About an hour ago';
  return hours < 48 ? `${hours} hours ago` : `${Math.floor(hours / 24)} days ago`;
}

/** `nginx` is `nginx:latest`. */
export function withTag(name: string): string {
  return /[:@][^/]*$/.test(name) ? name : `${name}:latest`;
}
