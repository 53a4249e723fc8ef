interface Option<Value extends string> {
  value: Value;
  text: string;
}

interface Props<Value extends string> {
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onChange: (value: Value) => void;
}

/** Two or three views of one thing; exactly one is on. */
export function Segmented<Value extends string>({ label, value, options, onChange }: Props<Value>) {
  return (
    <div
      role="group"
      aria-label={label}
      className="inline-flex overflow-hidden rounded-1 border border-paper-line text-1"
    >
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className="min-h-7 px-2.5 py-0.5 text-ink-2 hover:text-ink focus-visible:-outline-offset-2 aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-accent touch:min-h-11"
        >
          {option.text}
        </button>
      ))}
    </div>
  );
}
