import type { ComponentProps } from 'react';

interface Props extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** The name for those who do not see the icon; also the tooltip. */
  label: string;
}

export function IconButton({ label, className = '', type = 'button', title = label, ...rest }: Props) {
  return (
    <button
      type={type}
      aria-label={label}
      title={title}
      className={`inline-grid size-7 shrink-0 place-items-center rounded-1 text-current opacity-80 transition-opacity duration-150 hover:opacity-100 disabled:cursor-not-allowed disabled:opacity-40 touch:size-11 ${className}`}
      {...rest}
    />
  );
}
