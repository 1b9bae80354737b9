// The way in: a token, which stays in this page and goes with it.
import { HikubeError } from '@hikube/sdk';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Session } from './session.ts';
import type { Words } from './text/words.ts';
import { Icon } from './ui/icon.tsx';

interface SignInProps {
  readonly session: Session;
  readonly words: Words;
  /** The last token has ended: the page behind stays as it is. */
  readonly again?: boolean;
}

/** The form. */
export function SignIn({ session, words, again = false }: SignInProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [token, setToken] = useState('');
  const [wrong, setWrong] = useState('');
  const [isUnderWay, setUnderWay] = useState(false);
  useEffect(() => field.current?.focus(), []);
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    if (isUnderWay) return;
    if (token.trim() === '') {
      setWrong(words.tokenMissing);
      field.current?.focus();
      return;
    }
    setUnderWay(true);
    await session.signIn(token.trim()).catch((error: unknown) => {
      setWrong(error instanceof HikubeError ? error.message : words.pageFailed);
      field.current?.focus();
    });
    setUnderWay(false);
  };
  return (
    <form class="sign-in" onSubmit={(event) => void onSubmit(event)} noValidate>
      <p class="dim">{again ? words.tokenEnded : words.tokenMeans}</p>
      <div class="field">
        <label for={id}>{words.token}</label>
        <input
          class="input mono"
          id={id}
          ref={field}
          type="password"
          autocomplete="current-password"
          spellcheck={false}
          value={token}
          aria-invalid={wrong !== ''}
          aria-describedby={`${id}e ${id}h`}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
        <p class="err room" id={`${id}e`} role="alert">
          {wrong === '' ? null : (
            <>
              <Icon name="fail" />
              <span>{wrong}</span>
            </>
          )}
        </p>
        <p class="hint" id={`${id}h`}>
          {words.tokenHint}
        </p>
      </div>
      <button class="btn primary" type="submit" aria-busy={isUnderWay}>
        {words.signIn}
      </button>
    </form>
  );
}
