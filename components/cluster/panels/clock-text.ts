/** `09:20:05`, in UTC as the cluster's own timestamps are. @param time milliseconds since 1970 */
export function clockText(time: number): string {
  return new Date(time).toISOString().slice(11, 19);
}

/** `42s`, `3m07s`, `2h05m`, `3d4h`: as long as it takes to tell them apart. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m${two(seconds % 60)}s`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h${two(Math.floor(seconds / 60) % 60)}m`;
  return `${Math.floor(seconds / 86_400)}d${Math.floor(seconds / 3600) % 24}h`;
}
