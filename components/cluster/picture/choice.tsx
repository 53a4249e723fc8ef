interface Props<Value extends string> {
  label: string;
  value: Value;
  options: readonly { readonly value: Value; readonly text: string }[];
  onChange: (value: Value) => void;
}

/** Two or three views of one thing, in the room's colours; exactly one is on. */
export function Choice<Value extends string>({ label, value, options, onChange }: Props<Value>) {
  return (
    <div role="group" aria-label={label} className="inline-flex shrink-0 rounded-1 border border-panel-line text-0">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className="min-h-6 rounded-1 px-2 whitespace-nowrap text-panel-ink-2 hover:text-panel-ink aria-pressed:bg-panel-3 aria-pressed:text-panel-ink touch:min-h-11 touch:px-3"
        >
          {option.text}
        </button>
      ))}
    </div>
  );
}
