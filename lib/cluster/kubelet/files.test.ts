import { expect, test } from 'vitest';
import { ContainerFiles, normalize, type Mount } from './files';
import type { Files } from './state';

function newFiles(image: Files, mounts: Mount[] = [], isReadOnly = false): ContainerFiles {
  let own: Files | undefined;
  return new ContainerFiles(
    image,
    () => own,
    () => (own ??= {}),
    mounts,
    isReadOnly,
  );
}

test('paths are made plain', () => {
  expect(['/', '/a//b/', '/a/./b/../c', 'a'].map(normalize)).toEqual(['', '/a/b', '/a/c', '/a']);
});

test('what is written lies over the image, and what is removed is gone', () => {
  const image: Files = { '/etc/a': '1', '/etc/b': '2', '/tmp': null };
  const files = newFiles(image);
  expect(files.write('/etc/a', '9')).toBeUndefined();
  expect(files.remove('/etc/b')).toBe(true);
  expect(files.remove('/etc/b')).toBe(false);
  expect(files.list('/etc')).toEqual(['a']);
  expect(files.read('/etc/a')).toBe('9');
  expect(files.list('/')).toEqual(['etc', 'tmp']);
  expect(files.list('/tmp')).toEqual([]);
  expect(files.remove('/tmp')).toBe(true);
  expect(files.isFolder('/tmp')).toBe(false);
  expect(image).toEqual({ '/etc/a': '1', '/etc/b': '2', '/tmp': null });
});

test('where the disk is full nothing is written, and what is there can be read and removed', () => {
  let isFull = false;
  const own: Files = {};
  const volume: Files = {};
  const files = new ContainerFiles(
    { '/etc/a': '1' },
    () => own,
    () => own,
    [{ at: '/data', files: volume, from: '', readOnly: false }],
    false,
    undefined,
    () => isFull,
  );
  expect(files.write('/data/x', '1')).toBeUndefined();
  isFull = true;
  expect(files.write('/data/x', '2')).toBe('full');
  expect(files.write('/tmp/x', '2')).toBe('full');
  expect(files.read('/data/x')).toBe('1');
  expect(files.remove('/etc/a')).toBe(true);
});

test('a folder is not a file, and stays when its last file goes', () => {
  const files = newFiles({});
  files.makeFolder('/data/x');
  expect(files.write('/data/x', '')).toBe('is-folder');
  expect(files.write('/data/x/file', 'text')).toBeUndefined();
  expect(files.remove('/data/x/file')).toBe(true);
  expect(files.list('/data/x')).toEqual([]);
  expect(files.list('/nope')).toBeUndefined();
});

test('a mount hides what is under it, and shows its own', () => {
  const volume: Files = { '/sub/inner': 'in', '/file': 'f' };
  const files = newFiles({ '/data/old': 'hidden' }, [
    { at: '/data', files: volume, from: '/sub', readOnly: false },
    { at: '/conf/one', files: volume, from: '/file', readOnly: true },
  ]);
  expect(files.list('/data')).toEqual(['inner']);
  expect(files.write('/data/new', 'n')).toBeUndefined();
  expect(volume['/sub/new']).toBe('n');
  expect(files.read('/conf/one')).toBe('f');
  expect(files.list('/conf')).toEqual(['one']);
  expect(files.list('/')).toEqual(['conf', 'data']);
  expect(files.write('/conf/one', 'x')).toBe('read-only');
  expect(files.remove('/conf/one')).toBe(false);
});

test('a read-only root takes nothing', () => {
  const files = newFiles({ '/etc/a': '1' }, [{ at: '/tmp', files: {}, from: '', readOnly: false }], true);
  expect(files.write('/etc/a', '2')).toBe('read-only');
  expect(files.write('/tmp/a', '2')).toBeUndefined();
});

test('what the kubelet makes is there on any image, can be written, and stays written', () => {
  const own: Files = {};
  const made = () =>
    new ContainerFiles(
      {},
      () => own,
      () => own,
      [{ at: '/etc', files: { '/app': 'a' }, from: '', readOnly: true }],
      true,
      () => ({
        '/etc/hosts': 'made\n',
      }),
    );
  expect(made().list('/')).toEqual(['etc']);
  expect(made().list('/etc')).toEqual(['app', 'hosts']);
  expect(made().read('/etc/hosts')).toBe('made\n');
  expect(made().write('/etc/hosts', 'written\n')).toBeUndefined();
  expect(made().read('/etc/hosts')).toBe('written\n');
  expect(made().write('/etc/app', 'b')).toBe('read-only');
});

test('a volume may lie in the place of what the kubelet makes', () => {
  const own: Files = {};
  const mount = { at: '/etc/hosts', files: { '/h': 'mine\n' }, from: '/h', readOnly: true };
  const files = new ContainerFiles(
    {},
    () => own,
    () => own,
    [mount],
    false,
    () => ({ '/etc/hosts': 'made\n' }),
  );
  expect(files.read('/etc/hosts')).toBe('mine\n');
});
