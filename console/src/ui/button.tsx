// A button that is never dead without a word: what cannot be done stays, can be reached by keys, and says why beside it.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface ButtonProps {
  readonly kind?: 'primary' | 'danger' | 'danger solid' | 'quiet';
  readonly type?: 'button' | 'submit';
  readonly isBusy?: boolean;
  /** Why it cannot be pressed now. */
  readonly why?: string | undefined;
  readonly onPress?: () => void;
  readonly children: ComponentChildren;
}

/** A button. */
export function Button({ kind, type = 'button', isBusy = false, why, onPress, children }: ButtonProps) {
  const id = useId();
  const isOff = isBusy || why !== undefined;
  const onClick = (event: Event) => {
    if (isOff) event.preventDefault();
    else onPress?.();
  };
  return (
    <>
      <button
        class={kind === undefined ? 'btn' : `btn ${kind}`}
        type={type}
        aria-disabled={isOff}
        aria-busy={isBusy}
        {...(why === undefined ? {} : { 'aria-describedby': id })}
        onClick={onClick}
      >
        {children}
      </button>
      {why === undefined ? null : (
        <span class="small dim" id={id}>
          {why}
        </span>
      )}
    </>
  );
}
