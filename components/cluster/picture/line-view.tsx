import { memo } from 'react';
import { fill } from '@/components/words';
import type { ViewTie } from '@/lib/cluster';
import type { Line } from './box';
import type { PictureWords } from './words';

interface Props {
  line: Line;
  words: PictureWords;
  /** Of what is pointed at: drawn stronger, with its words. */
  isLit: boolean;
  isDim: boolean;
}

/** A missing end is dashed and red, and says what is missing. */
export const LineView = memo(function LineView({ line: { tie, path, x, y }, words, isLit, isDim }: Props) {
  const look = tie.isMissing ? 'text-panel-bad' : isLit ? 'text-panel-accent' : 'text-panel-ink-2';
  return (
    <g className={`transition-opacity duration-150 motion-reduce:transition-none ${look} ${isDim ? 'opacity-20' : ''}`}>
      <path
        d={path}
        style={{ d: `path("${path}")` }}
        className="transition-[d] duration-150 ease-out motion-reduce:transition-none in-data-still:transition-none"
        fill="none"
        stroke="currentColor"
        strokeWidth={isLit ? 1.8 : 1.3}
        strokeOpacity={tie.isMissing || isLit ? 1 : 0.55}
        strokeDasharray={tie.isMissing ? '5 4' : undefined}
      />
      {tie.isMissing || isLit ? (
        <text
          x={x}
          y={y + 4}
          textAnchor="middle"
          fill="currentColor"
          stroke="var(--panel)"
          strokeWidth="4"
          strokeLinejoin="round"
          paintOrder="stroke"
          className="text-[11px]"
        >
          {tieText(tie, words)}
        </text>
      ) : null}
    </g>
  );
});

export function tieText({ by, isMissing, what }: ViewTie, words: PictureWords): string {
  if (!isMissing || what === undefined) return words.ties[by];
  return fill(by === 'routes' ? words.noPort : words.noKey, { what });
}
