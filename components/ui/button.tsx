import type { ComponentProps } from 'react';

const looks = {
  plain: 'border-rule-2 bg-sheet text-ink hover:bg-sheet-2',
  paper: 'border-paper-line bg-paper text-ink hover:bg-paper-2',
  primary: 'border-accent bg-accent font-semibold text-sheet hover:brightness-110',
  ok: 'border-ok bg-ok font-semibold text-paper hover:brightness-110',
  ghost: 'border-transparent text-link hover:underline',
  panel: 'border-panel-line bg-panel-2 text-panel-ink hover:bg-panel-3',
} as const;

export type ButtonLook = keyof typeof looks;

interface Props extends ComponentProps<'button'> {
  look?: ButtonLook;
}

/** A control that cannot be used says why: give `title` beside `disabled`. */
export function Button({ look = 'plain', className = '', type = 'button', ...rest }: Props) {
  return (
    <button
      type={type}
      className={`inline-flex min-h-7 items-center justify-center gap-1.5 rounded-1 border px-2.5 py-0.5 text-1 whitespace-nowrap transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-55 touch:min-h-11 touch:px-4 ${looks[look]} ${className}`}
      {...rest}
    />
  );
}
