/** The texts that are measured: the demo project's four files, and a long file of many documents. */
import { loadLesson } from '@/lib/lessons';

export interface DemoFile {
  name: string;
  text: string;
}

export function demoFiles(): DemoFile[] {
  return Object.entries(loadLesson('demo-project', 'en').solution).map(([name, text]) => ({ name, text }));
}

export function demoChecks() {
  return loadLesson('demo-project', 'en').exercise?.tasks.flatMap((task) => task.checks) ?? [];
}

/** The demo's documents again and again, each under a name of its own, up to that many lines. */
export function longFile(lines: number): string {
  const documents = demoFiles().flatMap(({ text }) => text.split(/^---\n/m));
  const parts: string[] = [];
  for (let count = 0, round = 0; count < lines; round += 1) {
    const document = documents[round % documents.length] ?? '';
    const named = document.replaceAll(/(name: )([a-z-]+)/g, `$1$2-${round}`);
    parts.push(named.endsWith('\n') ? named : `${named}\n`);
    count += named.split('\n').length;
  }
  return parts.join('---\n');
}

/** A keystroke: one letter more in one of the names, another place and letter at each run. */
export function typed(text: string, run: number): string {
  const places = [...text.matchAll(/name: /g)].map((match) => match.index + match[0].length);
  const at = places[run % places.length] ?? 0;
  return `${text.slice(0, at)}${'abcdefghij'[run % 10]}${text.slice(at)}`;
}
