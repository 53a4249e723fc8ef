/** A server of which nothing matters here but that it is there: it listens on its ports and has a page that says what it is. */
import { server, type Tool } from '../call';
import { httpListener, respond } from '../http';

export function listening(name: string, http: readonly number[], others: readonly number[] = []): Tool {
  return server((call) => {
    const { process } = call;
    process.setLoad({ cpuMillis: 3, memoryBytes: 64 * 1_048_576 });
    const page = `<!DOCTYPE html>\n<title>${name}</title>\n<p>${name} runs here. Its pages are not part of the simulation.</p>\n`;
    const answer = httpListener(() => respond(200, page, 'text/html; charset=utf-8'));
    const taken = [
      ...http.map((port) => [port, answer] as const),
      ...others.map((port) => [port, () => ({ closed: true as const })] as const),
    ].find(([port, listener]) => !process.listen(port, listener));
    if (!taken) return;
    call.err(`${name}: port ${taken[0]}: address already in use\n`);
    process.exit(1);
  });
}
