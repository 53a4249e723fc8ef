'use client';

import { Copy } from 'lucide-react';
import { memo } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { showToast } from '@/components/ui/toast';
import { fill } from '@/components/words';
import type { Look } from './styled-text';
import { BLOCK_LINES, type Block, type Entry } from './terminal-log';

interface Words {
  copyOutput: string;
  copied: string;
  failed: string;
}

const LOOKS: Readonly<Record<Look, string>> = {
  plain: '',
  error: 'text-panel-bad whitespace-pre-wrap',
  bold: 'font-bold',
  dim: 'text-panel-ink-2',
  red: 'text-panel-bad',
  green: 'text-panel-ok',
  yellow: 'text-panel-warn',
  blue: 'text-panel-accent',
};

/** A command and what it printed. */
export const EntryView = memo(function EntryView({
  entry,
  textOf,
  words,
}: {
  entry: Entry;
  textOf: (id: number) => string;
  words: Words;
}) {
  const { prompt, blocks, status } = entry;
  const copy = () =>
    navigator.clipboard.writeText(textOf(entry.id)).then(
      () => showToast({ text: words.copied }),
      () => undefined,
    );
  return (
    <div className="group relative" data-status={status ?? 'running'}>
      {prompt ? (
        <div className="flex items-start">
          <pre className="min-w-0 flex-1 font-mono whitespace-pre-wrap">
            <span aria-hidden="true" className="text-panel-accent select-none">
              {prompt.folder === '~' ? '$ ' : `${prompt.folder} $ `}
            </span>
            <span className="font-semibold">{prompt.line}</span>
          </pre>
          {blocks.length > 0 && status !== undefined ? (
            <IconButton
              label={words.copyOutput}
              onClick={() => void copy()}
              className="absolute! top-0 right-0 size-5! bg-panel opacity-0! group-hover:opacity-80! focus-visible:opacity-100! touch:opacity-60!"
            >
              <Copy size={13} aria-hidden="true" />
            </IconButton>
          ) : null}
        </div>
      ) : null}
      {blocks.map((block) => (
        <BlockView key={block.id} block={block} />
      ))}
      {status !== undefined && status !== 0 && status !== 130 ? (
        <span className="sr-only">{fill(words.failed, { status })}</span>
      ) : null}
    </div>
  );
});

/** One that grows no more costs nothing out of sight: the browser lays out what it shows. */
const BlockView = memo(function BlockView({ block: { runs, lines } }: { block: Block }) {
  const isFull = lines >= BLOCK_LINES;
  return (
    <pre
      className="w-max min-w-full font-mono"
      style={isFull ? { contentVisibility: 'auto', containIntrinsicSize: `auto 100% auto ${lines * 20}px` } : undefined}
    >
      {runs.map(({ text, look }, at) =>
        look === 'plain' ? (
          text
        ) : (
          // oxlint-disable-next-line react/no-array-index-key -- a block's runs only ever grow at the end
          <span key={at} className={LOOKS[look]}>
            {text}
          </span>
        ),
      )}
    </pre>
  );
});
