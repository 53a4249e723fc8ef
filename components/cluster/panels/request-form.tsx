'use client';

import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { Draft } from './request-log';
import { METHODS } from './send-request';
import type { Targets } from './targets';
import { trafficWords } from './traffic-words';

const FIELD =
  'h-8 min-w-0 rounded-1 border border-panel-line bg-panel-2 px-2 text-1 text-panel-ink placeholder:text-panel-ink-2 touch:h-11';
const LABEL = 'grid min-w-0 gap-1 text-1 text-panel-ink-2';

/** Methods whose requests may carry a body. */
const WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);

interface Props {
  draft: Draft;
  targets: Targets;
  isSending: boolean;
  fault: string | undefined;
  onChange: (change: Partial<Draft>) => void;
  onSend: () => void;
}

export function RequestForm({ draft, targets, isSending, fault, onChange, onSend }: Props) {
  const words = useOwnWords(trafficWords);
  const list = useId();
  const faultId = useId();
  const isKnown =
    draft.from === 'outside' || targets.pods.some((pod) => `pod ${pod.namespace}/${pod.name}` === draft.from);
  return (
    <form
      className="grid gap-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <label className={LABEL}>
        {words.from}
        <select value={draft.from} onChange={(event) => onChange({ from: event.target.value })} className={FIELD}>
          <option value="outside">{words.outside}</option>
          {isKnown ? null : <option value={draft.from}>{draft.from}</option>}
          {targets.pods.length > 0 ? (
            <optgroup label={words.pods}>
              {targets.pods.map(({ namespace, name }) => (
                <option key={`${namespace}/${name}`} value={`pod ${namespace}/${name}`}>
                  {namespace === 'default' ? name : `${namespace}/${name}`}
                </option>
              ))}
            </optgroup>
          ) : null}
        </select>
      </label>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-2">
        <label className={LABEL}>
          {words.method}
          <select
            value={draft.method}
            onChange={(event) => {
              const method = METHODS.find((one) => one === event.target.value);
              if (method) onChange({ method });
            }}
            className={FIELD}
          >
            {METHODS.map((one) => (
              <option key={one} value={one}>
                {one === 'connect' ? words.connect : one}
              </option>
            ))}
          </select>
        </label>
        <label className={LABEL}>
          {words.to}
          <input
            value={draft.to}
            list={list}
            required
            maxLength={2000}
            placeholder={words.toHolder}
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            aria-invalid={fault !== undefined}
            aria-describedby={fault === undefined ? undefined : faultId}
            onChange={(event) => onChange({ to: event.target.value })}
            className={`font-mono ${FIELD}`}
          />
        </label>
        <datalist id={list}>
          {targets.choices.map(({ address, kind, of }) => (
            <option key={`${kind} ${of} ${address}`} value={address}>
              {fill(words.choices[kind], { of })}
            </option>
          ))}
        </datalist>
      </div>
      {WITH_BODY.has(draft.method) ? (
        <label className={LABEL}>
          {words.body}
          <textarea
            rows={2}
            value={draft.body}
            maxLength={100_000}
            placeholder={words.bodyHolder}
            spellCheck={false}
            onChange={(event) => onChange({ body: event.target.value })}
            className={`py-1 font-mono ${FIELD.replace('h-8', 'min-h-14').replace('touch:h-11', '')}`}
          />
        </label>
      ) : null}
      <p id={faultId} role="alert" className="text-1 text-panel-bad empty:hidden">
        {fault}
      </p>
      <Button look="primary" type="submit" disabled={isSending} className="justify-self-start">
        {isSending ? words.sending : words.send}
      </Button>
    </form>
  );
}
