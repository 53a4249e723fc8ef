import type * as Y from 'yjs';
import type { DayDate, ImportedPost } from '@/lib/notebook';
import { createDay, dayText, hasDay, importPost, parseDay } from '@/lib/notebook';
import { importAll, writeText } from '@/lib/storage';
import { BY_HAND, undoOf } from './note';

export interface Refusal {
  file: string;
  reason: Extract<ImportedPost, { ok: false }>['reason'] | 'unreadable' | 'foreign' | 'damaged' | 'newer' | 'storage';
}

/** A file for a day that has another text already: the learner decides. */
export interface Conflict {
  file: string;
  date: DayDate;
  text: string;
}

export interface Imported {
  added: DayDate[];
  same: DayDate[];
  backups: number;
  conflicts: Conflict[];
  refused: Refusal[];
}

/** Takes in what can be taken in without asking: new days, and backups, which merge. */
export async function importFiles(doc: Y.Doc, files: readonly File[]): Promise<Imported> {
  const imported: Imported = { added: [], same: [], backups: 0, conflicts: [], refused: [] };
  undoOf(doc).stopCapturing();
  for (const file of files) {
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      imported.refused.push({ file: file.name, reason: 'unreadable' });
      continue;
    }
    if (file.name.toLowerCase().endsWith('.json')) await takeBackup(file.name, bytes, imported);
    else takePost(doc, file.name, bytes, imported);
  }
  return imported;
}

async function takeBackup(file: string, bytes: Uint8Array, imported: Imported) {
  const result = await importAll(new TextDecoder().decode(bytes));
  if (result.ok) imported.backups++;
  else if (result.reason === 'foreign' || result.reason === 'damaged' || result.reason === 'newer') {
    imported.refused.push({ file, reason: result.reason });
  } else imported.refused.push({ file, reason: 'storage' });
}

function takePost(doc: Y.Doc, file: string, bytes: Uint8Array, imported: Imported) {
  const post = importPost(file, bytes);
  if (!post.ok) imported.refused.push({ file, reason: post.reason });
  else if (!hasDay(doc, post.date)) {
    createDay(doc, post.date, post.text, { name: post.name, origin: BY_HAND });
    imported.added.push(post.date);
  } else if (dayText(doc, post.date).toJSON() === post.text) imported.same.push(post.date);
  else imported.conflicts.push({ file, date: post.date, text: post.text });
}

/** What the learner decided about a conflict; both can be taken back. */
export function settle(doc: Y.Doc, { date, text }: Conflict, how: 'both' | 'replace') {
  undoOf(doc).stopCapturing();
  const now = dayText(doc, date);
  const before = now.toJSON();
  const { eol, frontMatter } = parseDay(text);
  const added = text.slice(frontMatter?.end ?? 0);
  writeText(now, how === 'replace' ? text : `${before}${eol}${eol}${added}`, BY_HAND);
}
