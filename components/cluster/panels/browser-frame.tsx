'use client';

import { ArrowLeft, RotateCw } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { ClusterClient } from '../cluster-client';
import { toTerminal } from '../to-terminal';
import { BrowserTab, type Shown, type Submission } from './browser-tab';
import { browserWords } from './browser-words';
import { Why } from './exchange-view';
import { explain } from './failure';
import { LoginForm } from './login-form';
import { PageControls } from './page-controls';
import { RequestWay } from './request-way';
import { SandboxedPage } from './sandboxed-page';

interface Props {
  client: ClusterClient;
  url: string;
  onNavigate: (url: string) => void;
  onCommand?: (line: string) => void;
}

/** The cluster's own pages, as somebody outside sees them. */
export function BrowserFrame({ client, url, onNavigate, onCommand = toTerminal }: Props) {
  const words = useOwnWords(browserWords);
  const heading = useId();
  // oxlint-disable-next-line react/exhaustive-deps -- the address it begins with; later ones are opened below
  const tab = useMemo(() => new BrowserTab(client, url), [client]);
  const state = useSyncExternalStore(
    tab.subscribe,
    () => tab.state,
    () => tab.state,
  );
  const [typed, setTyped] = useState<string>();
  const [silent, setSilent] = useState<number>();
  const callbacks = useRef({ url, onNavigate });
  useEffect(() => {
    callbacks.current = { url, onNavigate };
  });
  useEffect(
    () =>
      tab.subscribe(() => {
        const { isLoading, url: now } = tab.state;
        if (!isLoading && now !== callbacks.current.url) callbacks.current.onNavigate(now);
      }),
    [tab],
  );
  useEffect(() => tab.open(url), [tab, url]);
  // Who leaves a page by what is in it goes on in the next.
  const [isInPage, setInPage] = useState(false);
  const { shown, load, isLoading, fault } = state;
  const page = shown?.page;
  const byBar = (go: () => void) => {
    setTyped(undefined);
    setInPage(false);
    go();
  };
  const inPage = {
    onFollow: (to: string) => {
      setInPage(true);
      tab.follow(to);
    },
    onSubmit: (form: Submission) => {
      setInPage(true);
      tab.submit(form);
    },
  };
  return (
    <section
      aria-labelledby={heading}
      className="grid h-full min-h-0 min-w-0 grid-rows-[auto_auto_minmax(0,1fr)_auto] text-panel-ink"
    >
      <h2 id={heading} className="sr-only">
        {words.name}
      </h2>
      <form
        className="flex min-w-0 items-center gap-1 border-b border-panel-line px-2 py-1"
        onSubmit={(event) => {
          event.preventDefault();
          const to = (typed ?? state.url).trim();
          byBar(() => (to === state.url ? tab.reload() : tab.goTo(to)));
        }}
      >
        <IconButton label={words.back} disabled={!state.canGoBack} onClick={() => byBar(() => tab.back())}>
          <ArrowLeft aria-hidden size={15} />
        </IconButton>
        <IconButton label={words.reload} onClick={() => byBar(() => tab.reload())}>
          <RotateCw aria-hidden size={14} />
        </IconButton>
        <input
          aria-label={words.address}
          value={typed ?? state.url}
          maxLength={2000}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
          className="h-7 min-w-0 flex-1 rounded-1 border border-panel-line bg-panel-2 px-2 font-mono text-1 touch:h-11"
        />
        <Button look="panel" type="submit">
          {words.go}
        </Button>
      </form>
      <div>{shown && page ? <Way key={load} shown={shown} onCommand={onCommand} /> : null}</div>
      <div aria-busy={isLoading} className="min-h-0 min-w-0 overflow-y-auto">
        {isLoading && load === 0 ? (
          <p role="status" className="p-4 text-1 text-panel-ink-2">
            {words.loading}
          </p>
        ) : fault === 'login' ? (
          <LoginForm onLogin={(user, password) => tab.login(user, password)} />
        ) : fault ? (
          <p role="alert" className="p-4 text-2 text-panel-bad">
            {words.faults[fault]}
          </p>
        ) : page ? (
          <SandboxedPage
            key={load}
            page={page}
            title={fill(words.page, { title: page.title || words.untitled })}
            takesFocus={isInPage}
            {...inPage}
            onSilent={() => setSilent(load)}
          />
        ) : shown ? (
          <div role="alert" className="grid gap-4 p-4">
            <h3 className="text-3 font-semibold">{words.noPage}</h3>
            {'failed' in shown.exchange.outcome ? null : <p className="text-2">{words.notHttp}</p>}
            <Why exchange={shown.exchange} explanation={explain(shown.exchange)} onCommand={onCommand} />
            <RequestWay exchange={shown.exchange} isBroken={'failed' in shown.exchange.outcome} />
          </div>
        ) : null}
      </div>
      {page && silent === load ? <PageControls key={load} page={page} {...inPage} /> : null}
    </section>
  );
}

/** Folded away: the page is what one came for. Open where the answer says that something is wrong. */
function Way({ shown: { exchange, http, page }, onCommand }: { shown: Shown; onCommand: (line: string) => void }) {
  const words = useOwnWords(browserWords);
  const explanation = explain(exchange);
  const status = http?.status ?? 0;
  const look = status >= 500 ? 'text-panel-bad' : status >= 400 ? 'text-panel-warn' : 'text-panel-ok';
  return (
    <details open={explanation !== undefined} className="max-h-[40vh] overflow-y-auto border-b border-panel-line px-3">
      <summary className="min-h-7 py-1 text-1 text-panel-ink-2 touch:py-3">
        {fill(words.way, { status: '' })}
        <span className={`font-mono font-semibold ${look}`}>{status}</span>
      </summary>
      <div className="grid gap-3 pb-3">
        {page?.hasScripts ? <p className="text-1 text-panel-ink-2">{words.scripts}</p> : null}
        <Why exchange={exchange} explanation={explanation} onCommand={onCommand} />
        <RequestWay exchange={exchange} isBroken={explanation !== undefined} />
      </div>
    </details>
  );
}
