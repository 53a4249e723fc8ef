/** A program nothing is known about: it runs, says nothing, listens on nothing and stops when it is told to. */
import { server, type Tool } from '../call';

export const quiet: Tool = server((call) => call.process.setLoad({ cpuMillis: 1, memoryBytes: 16 * 1_048_576 }));
