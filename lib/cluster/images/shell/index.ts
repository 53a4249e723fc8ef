/** The shell of the images: busybox' ash, dash and bash in one, differing in what they say. */
export { isInteractiveShell, newSession } from './session';
export { sh } from './sh';
