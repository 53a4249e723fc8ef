export type RoomView = 'checks' | 'picture' | 'traffic' | 'break';

export interface RoomTab {
  readonly id: RoomView;
  readonly text: string;
}

interface Props {
  tabs: readonly RoomTab[];
  shown: RoomView;
  label: string;
  onShow: (view: RoomView) => void;
}

/** What stands above the terminal; arrow keys go from one to the next. */
export function RoomTabs({ tabs, shown, label, onShow }: Props) {
  const onKeyDown = (event: React.KeyboardEvent) => {
    const way = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (way === 0) return;
    event.preventDefault();
    const next = tabs[(tabs.findIndex(({ id }) => id === shown) + way + tabs.length) % tabs.length];
    if (!next) return;
    onShow(next.id);
    document.getElementById(`room-tab-${next.id}`)?.focus();
  };
  return (
    <div
      role="tablist"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={onKeyDown}
      className="flex min-w-0 flex-1 overflow-x-auto text-1 [scrollbar-width:none]"
    >
      {tabs.map(({ id, text }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`room-tab-${id}`}
          aria-selected={shown === id}
          aria-controls="room-view"
          tabIndex={shown === id ? 0 : -1}
          onClick={() => onShow(id)}
          className="shrink-0 px-3 whitespace-nowrap text-panel-ink-2 focus-visible:-outline-offset-2 aria-selected:text-panel-ink aria-selected:shadow-[inset_0_2px_var(--panel-accent)]"
        >
          {text}
        </button>
      ))}
    </div>
  );
}
