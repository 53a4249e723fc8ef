import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createDay, dayText, listDays } from '@/lib/notebook';
import { importFiles, settle } from './import-files';
import { undoOf } from './note';

function newFile(name: string, text: string): File {
  return new File([text], name);
}

describe('files', () => {
  it('become days, are known when they come again, and are refused with a reason', async () => {
    const doc = new Y.Doc();
    const files = [newFile('2022-05-13-til.md', 'a'), newFile('x.md', 'no date'), newFile('x.json', '{}')];
    expect(await importFiles(doc, files)).toEqual({
      added: ['2022-05-13'],
      same: [],
      backups: 0,
      conflicts: [],
      refused: [
        { file: 'x.md', reason: 'no-date' },
        { file: 'x.json', reason: 'foreign' },
      ],
    });
    expect(await importFiles(doc, files.slice(0, 1))).toMatchObject({ added: [], same: ['2022-05-13'] });
  });

  it('that say something else than the day there is wait for the learner', async () => {
    const doc = new Y.Doc();
    createDay(doc, '2022-05-13', 'mine');
    const file = newFile('2022-05-13-til.md', '---\ntitle: x\n---\ntheirs');
    const { conflicts } = await importFiles(doc, [file]);
    expect(dayText(doc, '2022-05-13').toJSON()).toBe('mine');

    const [conflict] = conflicts;
    if (!conflict) throw new Error('no conflict');
    settle(doc, conflict, 'both');
    expect(dayText(doc, '2022-05-13').toJSON()).toBe('mine\n\ntheirs');
    settle(doc, conflict, 'replace');
    expect(dayText(doc, '2022-05-13').toJSON()).toBe('---\ntitle: x\n---\ntheirs');
    undoOf(doc).undo();
    expect(dayText(doc, '2022-05-13').toJSON()).toBe('mine\n\ntheirs');
  });

  it('that can’t be read are named', async () => {
    const file = newFile('2022-05-13-til.md', 'a');
    file.arrayBuffer = () => Promise.reject(new DOMException('', 'NotReadableError'));
    const doc = new Y.Doc();
    expect((await importFiles(doc, [file])).refused).toEqual([{ file: '2022-05-13-til.md', reason: 'unreadable' }]);
    expect(listDays(doc)).toEqual([]);
  });
});
