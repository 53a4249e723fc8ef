/** hostPath volumes: folders of a node. Models pkg/volume/hostpath checkType. A socket or a device is what is known to be one. */
import type { types } from '@/lib/kube';
import { existsIn, isFolderIn, makeFolderIn, normalize, readFrom } from './files';
import type { Files } from './state';

/** What a node's disk holds before anybody wrote to it. */
/** A node's own. */
export const NODE_HOSTS = '127.0.0.1\tlocalhost\n::1\tlocalhost\n';

export function newHostFiles(name: string): Files {
  const folders = ['/data', '/dev', '/home', '/lib/modules', '/mnt', '/opt', '/proc', '/root', '/run', '/srv', '/sys'];
  const more = ['/tmp', '/usr/share', '/var/lib/kubelet/pods', '/var/log/containers', '/var/log/pods', '/var/run'];
  const files: Files = { '/etc/hostname': `${name}\n`, '/etc/hosts': NODE_HOSTS };
  for (const folder of [...folders, ...more]) makeFolderIn(files, folder);
  return files;
}

const SOCKETS = new Set([
  '/var/run/docker.sock',
  '/run/containerd/containerd.sock',
  '/var/run/containerd/containerd.sock',
]);

/** The fault, or undefined; makes what the type says is made. */
export function prepareHostPath(
  files: Files,
  { path = '', type = '' }: types.HostPathVolumeSource,
): string | undefined {
  const at = normalize(path);
  switch (type) {
    case '':
      // The container runtime makes a folder of what is not there.
      makeFolderIn(files, at);
      return undefined;
    case 'DirectoryOrCreate':
      makeFolderIn(files, at);
      return isFolderIn(files, at) ? undefined : `hostPath type check failed: ${path} is not a directory`;
    case 'Directory':
      return isFolderIn(files, at) ? undefined : `hostPath type check failed: ${path} is not a directory`;
    case 'FileOrCreate':
      if (!existsIn(files, at)) files[at] = '';
      return readFrom(files, at) === undefined ? `hostPath type check failed: ${path} is not a file` : undefined;
    case 'File':
      return readFrom(files, at) === undefined ? `hostPath type check failed: ${path} is not a file` : undefined;
    case 'Socket':
      return SOCKETS.has(at) ? undefined : `hostPath type check failed: ${path} is not a socket file`;
    case 'CharDevice':
      return `hostPath type check failed: ${path} is not a character device`;
    default:
      return `hostPath type check failed: ${path} is not a block device`;
  }
}
