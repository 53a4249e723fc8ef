'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import { useWords } from '@/components/words/use-words';
import type { ClusterQuestions } from '@/workers/cluster-protocol';
import type { ClusterClient } from './cluster-client';
import { roomWords } from './words';

type Texts = Readonly<Record<string, string>>;
type Answer = ClusterQuestions['diff']['answer'];
type States = ClusterQuestions['applied']['answer'];

interface Looked {
  readonly states: States;
  readonly diffs: Readonly<Record<string, Answer>>;
}

interface Props {
  client: ClusterClient;
  /** By name, in the order of the tabs. */
  files: Texts;
  onClose: () => void;
}

/** Before: what each file would change in the cluster. After: what the API server said to each. */
export function ApplySheet({ client, files, onClose }: Props) {
  const words = useOwnWords(roomWords).apply;
  const common = useWords().common;
  const [looked, setLooked] = useState<Looked>();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [answers, setAnswers] = useState<ClusterQuestions['apply']['answer']>();
  const [texts] = useState(files);
  const main = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    let gone = false;
    void look(client, texts).then((found) => {
      if (gone) return;
      setLooked(found);
      setLeft(new Set(Object.entries(found.states).flatMap(([name, state]) => (state === 'applied' ? [name] : []))));
    });
    return () => {
      gone = true;
    };
  }, [client, texts]);

  useEffect(() => {
    if (!looked && !answers) return undefined;
    // After the sheet's own, which it takes when it opens.
    const frame = requestAnimationFrame(() => main.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [looked, answers]);

  const names = looked ? Object.keys(texts).filter((name) => looked.states[name] !== undefined) : [];
  const chosen = names.filter((name) => !left.has(name));
  const wanted = chosen.length > 0 ? chosen : names;
  const apply = () =>
    void client.ask('apply', Object.fromEntries(wanted.map((name) => [name, texts[name] ?? '']))).then(setAnswers);
  const isRefused = Object.values(answers ?? {}).some(({ status }) => status !== 0);

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.title}
      description={answers ? (isRefused ? words.refused : words.done) : undefined}
      actions={
        answers ? (
          <>
            <Button
              onClick={() => {
                void client.ask('undo', null);
                onClose();
              }}
            >
              {common.undo}
            </Button>
            <Button look="primary" ref={main} onClick={onClose}>
              {common.close}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{common.cancel}</Button>
            <Button ref={main} look="primary" disabled={names.length === 0} onClick={apply}>
              {chosen.length > 0 || names.length === 0 ? fill(words.run, { n: chosen.length }) : words.again}
            </Button>
          </>
        )
      }
    >
      {looked ? null : (
        <p role="status" className="min-h-16 text-1 text-ink-2">
          {words.looking}
        </p>
      )}
      {looked && names.length === 0 ? <p className="text-2 text-ink-2">{words.nothing}</p> : null}
      {answers
        ? Object.entries(answers).map(([name, { status, out, err }]) => (
            <section key={name} aria-label={fill(words.answer, { file: name })} className="grid gap-1">
              <h3 className="font-mono text-1 font-semibold">{name}</h3>
              <pre
                className={`overflow-auto rounded-1 bg-sheet-2 p-2.5 font-mono text-1 whitespace-pre-wrap ${status === 0 ? '' : 'text-bad'}`}
              >
                {out + err}
              </pre>
            </section>
          ))
        : names.map((name) => (
            <FileDiff
              key={name}
              name={name}
              answer={looked?.diffs[name]}
              state={looked?.states[name] ?? 'none'}
              isChosen={!left.has(name)}
              onChoose={(isChosen) => {
                const next = new Set(left);
                if (isChosen) next.delete(name);
                else next.add(name);
                setLeft(next);
              }}
              words={words}
            />
          ))}
    </Dialog>
  );
}

function FileDiff({
  name,
  answer,
  state,
  isChosen,
  onChoose,
  words,
}: {
  name: string;
  answer: Answer | undefined;
  state: States[string];
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
  words: (typeof roomWords)['en']['apply'];
}) {
  const lines = (answer?.out ?? '').split('\n').filter((line) => !/^(diff |\+\+\+ |--- |@@ )/.test(line));
  const added = lines.filter((line) => line.startsWith('+')).length;
  const removed = lines.filter((line) => line.startsWith('-')).length;
  const isRefused = (answer?.status ?? 0) > 1;
  return (
    <section aria-label={fill(words.diff, { file: name })} className="grid gap-1.5">
      <label className="flex min-h-7 items-center gap-2 text-1">
        <input type="checkbox" checked={isChosen} onChange={(event) => onChoose(event.target.checked)} />
        <span className="font-mono font-semibold">{name}</span>
        <span className={state === 'applied' ? 'text-ok' : state === 'changed' ? 'text-warn' : 'text-ink-2'}>
          {isRefused ? words.refusedBefore : words[state]}
        </span>
        <span className="flex-1" />
        {added > 0 ? <span className="text-ok tabular-nums">{fill(words.added, { n: added })}</span> : null}
        {removed > 0 ? <span className="text-bad tabular-nums">{fill(words.removed, { n: removed })}</span> : null}
      </label>
      {isRefused ? (
        <pre className="overflow-auto rounded-1 bg-bad-soft p-2.5 font-mono text-1 whitespace-pre-wrap text-bad">
          {answer?.err}
        </pre>
      ) : lines.every((line) => line.trim() === '') ? (
        <p className="text-1 text-ink-2">{words.same}</p>
      ) : (
        // What is new is what stands in the file, and what the server fills in: there for who asks.
        <details open={state !== 'none'}>
          <summary className="min-h-6 w-fit cursor-pointer text-1 text-link">{words.what}</summary>
          <pre tabIndex={0} className="max-h-56 overflow-auto rounded-1 bg-sheet-2 p-2.5 font-mono text-1/5">
            {lines.map((line, at) => (
              <span
                // oxlint-disable-next-line react/no-array-index-key -- the lines of one text
                key={at}
                className={`block ${line.startsWith('+') ? 'bg-ok-soft text-ok' : line.startsWith('-') ? 'bg-bad-soft text-bad' : 'text-ink-2'}`}
              >
                {line === '' ? ' ' : line}
              </span>
            ))}
          </pre>
        </details>
      )}
    </section>
  );
}

async function look(client: ClusterClient, texts: Texts): Promise<Looked> {
  const states = await client.ask('applied', texts);
  const names = Object.keys(texts).filter((name) => states[name] !== undefined);
  const diffs = await Promise.all(
    names.map(async (name) => [name, await client.ask('diff', { [name]: texts[name] ?? '' })] as const),
  );
  return { states, diffs: Object.fromEntries(diffs) };
}
