import { fill } from '@/components/words';
import { Segmented } from '@/components/ui/segmented';
import type { Shown } from './kept-choice';
import { StateSign } from './state-sign';
import { ALL, isSystem, MINE, type Chosen } from './visible';
import type { PictureWords } from './words';

interface Props {
  words: PictureWords;
  shown: Shown;
  onShow: (shown: Shown) => void;
  /** Of the control plane. */
  stopped: readonly string[];
  /** Both absent where there is no goal. */
  isGoal?: boolean;
  onGoal?: (isGoal: boolean) => void;
  namespaces: readonly string[];
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
}

export function Toolbar({ words, shown, onShow, stopped, isGoal, onGoal, namespaces, chosen, onChoose }: Props) {
  return (
    <div className="flex min-h-9 min-w-0 flex-wrap items-center gap-2 border-b border-panel-line px-2 py-1">
      <Segmented
        look="panel"
        label={words.views}
        value={shown}
        onChange={onShow}
        options={[
          { value: 'picture', text: words.asPicture },
          { value: 'list', text: words.asList },
        ]}
      />
      {onGoal ? (
        <Segmented
          look="panel"
          label={words.nowOrGoal}
          value={isGoal ? 'goal' : 'now'}
          onChange={(next) => onGoal(next === 'goal')}
          options={[
            { value: 'now', text: words.now },
            { value: 'goal', text: words.goal },
          ]}
        />
      ) : null}
      {stopped.length > 0 ? (
        <span role="status" className="flex min-w-0 items-center gap-1 text-0 text-panel-bad">
          <StateSign state="failed" />
          <span className="truncate">{fill(words.stopped, { names: stopped.join(', ') })}</span>
        </span>
      ) : null}
      <select
        aria-label={words.namespace}
        title={words.namespace}
        value={chosen}
        onChange={(event) => onChoose(event.target.value)}
        className="ml-auto h-6 min-w-0 rounded-1 border border-panel-line bg-panel-2 px-1 text-0 text-panel-ink touch:h-11"
      >
        <option value={MINE}>{words.mine}</option>
        {namespaces
          .filter((name) => !isSystem(name))
          .map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        <option value={ALL}>{words.all}</option>
      </select>
    </div>
  );
}
