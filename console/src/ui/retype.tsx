// What cannot be taken back is asked for by its name: Enter does nothing until the name is right.
import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useId, useRef, useState } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

interface RetypeProps {
  readonly name: string;
  readonly button: string;
  readonly keep: ComponentChildren;
  readonly isBusy: boolean;
  /** Why it cannot be done now, whatever is typed. */
  readonly why?: string | undefined;
  /** It is what was opened, and so takes the focus; elsewhere there is something to read before. */
  readonly isFirst?: boolean;
  readonly onConfirm: () => void;
}

/** The field and the button. */
export function Retype({ name, button, keep, isBusy, why, isFirst = false, onConfirm }: RetypeProps) {
  const { words } = useContext(Surroundings);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  useEffect(() => {
    if (isFirst) field.current?.focus();
  }, [isFirst]);
  const onSubmit = (event: Event) => {
    event.preventDefault();
    if (isBusy || why !== undefined) return;
    setWrong(typed !== name);
    if (typed === name) onConfirm();
    else field.current?.focus();
  };
  return (
    <form class="field" onSubmit={onSubmit} noValidate>
      <label for={id}>{words.typeToConfirm(name)}</label>
      <input
        class="input mono"
        id={id}
        ref={field}
        autocomplete="off"
        spellcheck={false}
        value={typed}
        aria-invalid={isWrong}
        aria-describedby={`${id}e`}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <p class="err room" id={`${id}e`} role="alert">
        {isWrong ? (
          <>
            <Icon name="fail" />
            <span>{words.typeExactly(name)}</span>
          </>
        ) : null}
      </p>
      <div class="row">
        {keep}
        <Button kind="danger solid" type="submit" isBusy={isBusy} why={why}>
          {button}
        </Button>
      </div>
    </form>
  );
}
