'use client';

import { Box, Cog, Globe, MapPin, Network, Server, ShieldBan, Signpost, X, type LucideIcon } from 'lucide-react';
import { useId } from 'react';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { Exchange, Hop } from '@/lib/cluster';
import { trafficWords } from './traffic-words';

const ICONS: Readonly<Record<Hop['at'], LucideIcon>> = {
  pod: Box,
  dns: Signpost,
  service: Network,
  endpoint: MapPin,
  node: Server,
  ingress: Signpost,
  policy: ShieldBan,
  container: Cog,
  outside: Globe,
};

interface Props {
  exchange: Exchange;
  /** The last station is where it went wrong, though an answer came. */
  isBroken: boolean;
}

/** The stations of a request, one below the other; where it stopped the line is broken. */
export function RequestWay({ exchange: { hops }, isBroken }: Props) {
  const words = useOwnWords(trafficWords);
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="grid gap-1.5">
      <h3 id={heading} className="text-1 font-semibold">
        {words.way}
      </h3>
      <ol>
        {hops.map((hop, index) => {
          const isLast = index === hops.length - 1;
          const isStop = isLast && isBroken;
          const Icon = isStop ? X : ICONS[hop.at];
          return (
            // oxlint-disable-next-line react/no-array-index-key -- a station is its place on the way
            <li
              key={index}
              data-stopped={isStop || undefined}
              className="grid grid-cols-[26px_minmax(0,1fr)] gap-x-2.5"
            >
              <span className="grid grid-rows-[26px_minmax(0,1fr)] justify-items-center">
                <span
                  aria-hidden
                  className={`grid size-[26px] place-items-center rounded-full border ${
                    isStop
                      ? 'border-2 border-panel-bad text-panel-bad'
                      : isLast
                        ? 'border-panel-ok text-panel-ok'
                        : 'border-panel-line bg-panel-2 text-panel-ink-2'
                  }`}
                >
                  <Icon size={14} />
                </span>
                {isLast ? null : <span aria-hidden className="w-px bg-panel-ink-2" />}
              </span>
              <div className="min-w-0 pb-2.5 text-1">
                <p className="min-h-[26px] pt-[3px]">
                  <span className="text-panel-ink-2">{words.at[hop.at]}</span>{' '}
                  {isSender(hop) ? null : <code className="font-semibold [overflow-wrap:anywhere]">{hop.name}</code>}
                  {isStop ? <strong className="ml-2 text-panel-bad">✕ {words.stopped}</strong> : null}
                </p>
                <p className="text-panel-ink-2">{didText(hop, index, words.did)}</p>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function isSender({ at, name }: Hop): boolean {
  return at === 'outside' && name === 'outside';
}

function didText(hop: Hop, index: number, did: (typeof trafficWords)['en']['did']): string {
  const { at, detail = '' } = hop;
  switch (at) {
    case 'dns':
      return detail === '' ? did.dnsFailed : fill(did.dns, { detail });
    case 'node':
      return index === 0 || detail === '' ? did.nodeFrom : fill(did.node, { detail });
    case 'ingress':
      return fill(detail.startsWith('no rule') ? did.ingressNone : did.ingress, { detail });
    case 'outside':
      return isSender(hop) ? did.outside : fill(did.outsideHost, { detail });
    case 'pod':
    case 'endpoint':
      return did[at];
    case 'service':
    case 'policy':
    case 'container':
      return fill(did[at], { detail });
  }
}
