// Everything that is to be corrected, at the top: it takes the focus, and each line leads to its field.
import { useContext, useEffect, useRef } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Icon } from '../ui/icon.tsx';
import type { Remark } from './check.ts';

interface SummaryProps {
  readonly errors: readonly Remark[];
  /** Counts up with each try, so that each takes the focus. */
  readonly tries: number;
  /** Leads to the first field that says that it is wrong. */
  readonly onGo: () => void;
}

/** The summary; nothing where nothing is wrong. */
export function Summary({ errors, tries, onGo }: SummaryProps) {
  const { words } = useContext(Surroundings);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (tries > 0) box.current?.focus();
  }, [tries]);
  if (tries === 0 || errors.length === 0) return null;
  return (
    <div class="note fail" ref={box} tabIndex={-1} role="alert">
      <Icon name="fail" />
      <div>
        <p>
          <b>{words.toCorrect(errors.length)}</b>
        </p>
        <ul>
          {errors.map(({ pointer, detail, lang = 'en' }) => (
            <li key={`${pointer} ${detail}`}>
              <button class="link" type="button" lang={lang} onClick={onGo}>
                {detail}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
