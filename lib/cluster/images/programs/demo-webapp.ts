/**
 * The web application of the course's demo project, by its place and not by its text: a small profile whose form is kept in
 * the MongoDB at DB_URL. Without its three variables it ends; where MongoDB refuses its name and password it ends with the
 * driver's words; where no MongoDB answers it tries again and its pages say so.
 * Not modelled: a TLS connection, a replica set's address.
 */
import type { HttpRequest, HttpResponse } from '../../network/message';
import { server, type Call, type Tool } from '../call';
import { escapeHtml, formFields, httpListener, pathOf, respond, respondJson } from '../http';
import { LoadMeter } from '../load-meter';
import { askMongo, documentsOf, parseMongoAddress, type MongoAddress } from './mongo-client';
import { isDocument, type Document } from './mongo-store';

const PORT = 3_000;
const RETRY = 5_000;
const NEEDED = ['USER_NAME', 'USER_PWD', 'DB_URL'] as const;
const PLACE = { database: 'my-db', collection: 'users', filter: { userid: 1 } };
const DEFAULT_PROFILE = { name: 'Mina Park', email: 'mina@example.com', interests: 'Kubernetes' };

type Profile = Readonly<Record<keyof typeof DEFAULT_PROFILE, string>>;
type Stored = { readonly profile: Profile } | { readonly error: string };

export const demoWebapp: Tool = server((call) => {
  const { process } = call;
  const missing = NEEDED.filter((name) => (call.env.get(name) ?? '') === '');
  if (missing.length > 0) {
    call.err(`Error: environment variable ${missing.join(', ')} is not set\n`);
    process.exit(1);
    return;
  }
  const load = new LoadMeter(process, { idleMillis: 2, memoryMiB: 38, perRequest: 4 });
  const application = new Application(call);
  process.listen(
    PORT,
    httpListener((request) => {
      load.count();
      return application.answer(request);
    }),
  );
  call.out(`app listening on port ${PORT}!\n`);
  application.connect();
});

class Application {
  readonly #call: Call;
  readonly #address: MongoAddress;
  #lastError: string | undefined;
  #isConnected = false;

  constructor(call: Call) {
    this.#call = call;
    const { env } = call;
    this.#address = parseMongoAddress(env.get('DB_URL') ?? '', env.get('USER_NAME'), env.get('USER_PWD'));
  }

  /** Until a MongoDB answers. */
  connect(): void {
    const answer = this.#ask({ command: 'find', ...PLACE, limit: 1 });
    if ('error' in answer) this.#call.process.after(RETRY, () => !this.#isConnected && this.connect());
  }

  answer(request: HttpRequest): HttpResponse {
    const path = pathOf(request);
    switch (`${request.method === 'HEAD' ? 'GET' : request.method} ${path}`) {
      case 'GET /': {
        const stored = this.#read();
        return respond('error' in stored ? 500 : 200, page(stored), 'text/html; charset=utf-8');
      }
      case 'GET /get-profile': {
        const stored = this.#read();
        return 'error' in stored ? respondJson(500, stored) : respondJson(200, stored.profile);
      }
      case 'POST /update-profile':
        return this.#update(request);
      default:
        return respond(404, `Cannot ${request.method} ${path}\n`);
    }
  }

  #read(): Stored {
    const answer = this.#ask({ command: 'find', ...PLACE, limit: 1 });
    return 'error' in answer ? answer : { profile: profileOf(documentsOf(answer.reply)[0] ?? {}) };
  }

  #update(request: HttpRequest): HttpResponse {
    const isJson = (request.headers['content-type'] ?? '').includes('json');
    const sent = isJson ? jsonFields(request.body) : Object.fromEntries(formFields(request.body));
    if (!sent) return respondJson(400, { error: 'the body is not JSON' });
    const before = this.#read();
    if ('error' in before)
      return isJson ? respondJson(500, before) : respond(500, page(before), 'text/html; charset=utf-8');
    const profile = profileOf({ ...before.profile, ...sent });
    const answer = this.#ask({ command: 'update', ...PLACE, set: profile, upsert: true });
    if ('error' in answer) return respondJson(500, { error: answer.error });
    // A form's browser goes back to the page; a script gets what is kept now.
    return isJson ? respondJson(200, profile) : respond(303, '', 'text/plain; charset=utf-8', { location: '/' });
  }

  #ask(message: Document): { readonly reply: Document } | { readonly error: string } {
    const answer = askMongo(this.#call.process, this.#address, message);
    if ('reply' in answer) {
      if (!this.#isConnected) this.#call.out(`connected to MongoDB at ${this.#address.host}:${this.#address.port}\n`);
      this.#isConnected = true;
      this.#lastError = undefined;
      return answer;
    }
    if (answer.error !== this.#lastError) this.#call.err(`${answer.error}\n`);
    this.#lastError = answer.error;
    this.#isConnected = false;
    if (answer.kind === 'authentication') this.#call.process.exit(1);
    return { error: answer.error };
  }
}

function profileOf(document: Document): Profile {
  const field = (name: keyof Profile) => (typeof document[name] === 'string' ? document[name] : DEFAULT_PROFILE[name]);
  return { name: field('name'), email: field('email'), interests: field('interests') };
}

function jsonFields(text: string): Document | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isDocument(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function page(stored: Stored): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Profile card</title>
<style>
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #eef1ec; color: #1d2a24; font: 16px/1.5 sans-serif; }
main { width: min(24rem, 88vw); padding: 1.5rem 2rem 2rem; background: #fff; border-radius: 12px; border-top: 6px solid #2f6f57; }
label { display: block; margin-top: 1rem; font-size: 0.85rem; color: #4b5a53; }
input { box-sizing: border-box; width: 100%; padding: 0.5rem; font: inherit; border: 1px solid #aab8b0; border-radius: 6px; }
button { margin-top: 1.25rem; padding: 0.5rem 1.25rem; font: inherit; color: #fff; background: #2f6f57; border: 0; border-radius: 6px; }
.fault { color: #a02c1c; overflow-wrap: anywhere; }
</style>
</head>
<body>
<main>
<h1>Profile card</h1>
${'error' in stored ? fault(stored.error) : form(stored.profile)}
</main>
</body>
</html>
`;
}

function form(profile: Profile): string {
  const field = (name: keyof Profile, label: string) =>
    `<label for="${name}">${label}</label>\n<input id="${name}" name="${name}" value="${escapeHtml(profile[name])}">`;
  return `<p>Kept in MongoDB. Change a line and save it.</p>
<form method="post" action="/update-profile">
${field('name', 'Name')}
${field('email', 'E-mail')}
${field('interests', 'Interests')}
<button type="submit">Save</button>
</form>`;
}

function fault(error: string): string {
  return `<p>The database does not answer, so there is no profile to show.</p>\n<p class="fault">${escapeHtml(error)}</p>`;
}
