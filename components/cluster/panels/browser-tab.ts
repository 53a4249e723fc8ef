/** A browser's tab on the pages of the cluster: where it is, where it was, and what came of it. */
import type { Exchange, HttpResponse } from '@/lib/cluster';
import type { ClusterClient } from '../cluster-client';
import { framePage, styleSheetsOf, type FramePage } from './frame-page';
import { addressText, origin, parseAddress, sendRequest, type Address, type Method } from './send-request';
import { findHosts } from './targets';

export interface Shown {
  readonly exchange: Exchange;
  readonly hostsLine?: string;
  readonly http?: HttpResponse;
  readonly page?: FramePage;
}

export interface TabState {
  readonly url: string;
  readonly isLoading: boolean;
  readonly canGoBack: boolean;
  readonly shown?: Shown;
  /** `address` is none, `redirects` has no end, `login` is asked for. */
  readonly fault?: 'address' | 'redirects' | 'login' | 'broken';
  /** How many pages were loaded: what is shown is that one, also while the next is on its way. */
  readonly load: number;
}

/** What a form sends. */
export interface Submission {
  readonly method: string;
  readonly to: string;
  readonly fields: readonly (readonly [string, string])[];
}

interface Wanted {
  readonly url: string;
  readonly method: Method;
  readonly body: string;
}

const MOST_REDIRECTS = 10;
const MOST_STYLES = 8;
const MOST_PAST = 50;
const FORM = 'application/x-www-form-urlencoded';

export class BrowserTab {
  readonly #client: ClusterClient;
  readonly #listeners = new Set<() => void>();
  readonly #logins = new Map<string, string>();
  #past: readonly string[] = [];
  #asked = 0;
  #state: TabState;
  #last: Wanted;

  constructor(client: ClusterClient, url: string) {
    this.#client = client;
    this.#last = get(url);
    this.#state = { url, isLoading: true, canGoBack: false, load: 0 };
  }

  get state(): TabState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Where it already is, it stays; `reload` loads anew. */
  open(url: string): void {
    if (this.#asked === 0) void this.#load(get(url));
    else if (url !== this.#state.url) this.goTo(url);
  }

  goTo(url: string): void {
    this.#leaveFor(get(url));
  }

  reload(): void {
    void this.#load(this.#last);
  }

  back(): void {
    const url = this.#past.at(-1);
    if (url === undefined) return;
    this.#past = this.#past.slice(0, -1);
    void this.#load(get(url));
  }

  /** @param to as it stands in the page */
  follow(to: string): void {
    this.#leaveFor(get(this.#resolved(to)));
  }

  submit({ method, to, fields }: Submission): void {
    const text = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
    const url = this.#resolved(to);
    if (method.toLowerCase() === 'post') this.#leaveFor({ url, method: 'POST', body: text });
    else this.#leaveFor(get(`${url.replace(/[?#].*$/, '')}?${text}`));
  }

  login(user: string, password: string): void {
    const address = parseAddress(this.#state.url);
    if (!address) return;
    const bytes = new TextEncoder().encode(`${user}:${password}`);
    this.#logins.set(origin(address), `Basic ${btoa(String.fromCharCode(...bytes))}`);
    this.reload();
  }

  #leaveFor(wanted: Wanted): void {
    void this.#load(wanted, this.#state.url);
  }

  #resolved(to: string): string {
    try {
      return new URL(to, this.#state.url).href;
    } catch {
      return to;
    }
  }

  /** @param left where one can go back to; a form whose answer leads to its own page again leaves nothing */
  async #load(wanted: Wanted, left?: string): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    this.#last = wanted;
    this.#tell({ ...this.#state, url: wanted.url, isLoading: true });
    let end: Pick<TabState, 'url' | 'shown' | 'fault'>;
    try {
      end = await this.#fetch(wanted);
    } catch {
      end = { url: wanted.url, fault: 'broken' };
    }
    // Another page was asked for in the meantime.
    if (this.#asked !== asked) return;
    if (left !== undefined && left !== end.url) this.#past = [...this.#past.slice(1 - MOST_PAST), left];
    this.#tell({ ...end, load: asked, isLoading: false, canGoBack: this.#past.length > 0 });
  }

  async #fetch(wanted: Wanted): Promise<Pick<TabState, 'url' | 'shown' | 'fault'>> {
    let { url, method, body } = wanted;
    for (let at = 0; at <= MOST_REDIRECTS; at += 1) {
      const address = parseAddress(url);
      if (!address) return { url, fault: 'address' };
      url = addressText(address);
      // oxlint-disable-next-line no-await-in-loop -- where it leads is only known then
      const shown = await this.#send(address, method, body);
      const { status = 0, headers = {} } = shown.http ?? {};
      const to = headers['location'];
      if (status < 300 || status >= 400 || to === undefined) {
        const needsLogin = status === 401 && /^basic/i.test(headers['www-authenticate'] ?? '');
        if (needsLogin) return { url, shown, fault: 'login' };
        // oxlint-disable-next-line no-await-in-loop -- the last turn
        return { url, shown: await this.#withPage(shown, url) };
      }
      if (status !== 307 && status !== 308) {
        method = 'GET';
        body = '';
      }
      // A page that was answered with a redirect is loaded anew from where it led to.
      this.#last = get(new URL(to, url).href);
      url = this.#last.url;
    }
    return { url, fault: 'redirects' };
  }

  async #send(address: Address, method: Method, body: string): Promise<Shown> {
    const login = this.#logins.get(origin(address));
    const headers = {
      accept: 'text/html,*/*',
      ...(method === 'POST' && { 'content-type': FORM }),
      ...(login !== undefined && { authorization: login }),
    };
    const request = { source: { from: 'outside' as const }, address, method, body, headers };
    const sent = await sendRequest(this.#client, request, await findHosts(this.#client));
    const { outcome } = sent.exchange;
    return { ...sent, ...('reply' in outcome && 'http' in outcome.reply && { http: outcome.reply.http }) };
  }

  async #withPage(shown: Shown, url: string): Promise<Shown> {
    const { http } = shown;
    if (!http) return shown;
    const styles = new Map<string, string>();
    await Promise.all(
      styleSheetsOf(http.body)
        .slice(0, MOST_STYLES)
        .map(async (href) => {
          const address = parseAddress(new URL(href, url).href);
          const found = address && (await this.#send(address, 'GET', '')).http;
          if (found?.status === 200) styles.set(href, found.body);
        }),
    );
    return { ...shown, page: framePage(http, (href) => styles.get(href)) };
  }

  #tell(state: TabState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function get(url: string): Wanted {
  return { url, method: 'GET', body: '' };
}
