interface Option<Value extends string> {
  value: Value;
  text: string;
}

const looks = {
  sheet: {
    group: 'overflow-hidden border-paper-line text-1',
    option:
      'min-h-7 px-2.5 py-0.5 text-ink-2 hover:text-ink focus-visible:-outline-offset-2 aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-accent touch:min-h-11',
  },
  /** In the room, which is dark in both themes. */
  panel: {
    group: 'shrink-0 border-panel-line text-0',
    option:
      'min-h-6 rounded-1 px-2 whitespace-nowrap text-panel-ink-2 hover:text-panel-ink aria-pressed:bg-panel-3 aria-pressed:text-panel-ink touch:min-h-11 touch:px-3',
  },
} as const;

interface Props<Value extends string> {
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onChange: (value: Value) => void;
  look?: keyof typeof looks;
}

/** Two or three views of one thing; exactly one is on. */
export function Segmented<Value extends string>({ label, value, options, onChange, look = 'sheet' }: Props<Value>) {
  return (
    <div role="group" aria-label={label} className={`inline-flex rounded-1 border ${looks[look].group}`}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={looks[look].option}
        >
          {option.text}
        </button>
      ))}
    </div>
  );
}
