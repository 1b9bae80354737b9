// A sentence for some seconds, in a corner; never a secret, and never the only place where something is said.
import { useContext, useEffect } from 'preact/hooks';
import { Surroundings, type Undo } from '../surroundings.ts';

const LASTS_MS = 10_000;

/** What is told. */
export interface Told {
  readonly id: number;
  readonly text: string;
  readonly undo?: Undo;
}

/** The sentence. The box is always there, so that screen readers hear what comes into it. */
export function Toast({ told, onEnd }: { readonly told: Told | undefined; readonly onEnd: () => void }) {
  const { browser } = useContext(Surroundings);
  useEffect(() => {
    if (told === undefined) return undefined;
    const end = new AbortController();
    browser.clock.sleep(LASTS_MS, end.signal).then(onEnd, () => undefined);
    return () => end.abort();
  }, [told?.id]);
  return (
    <div class={told === undefined ? 'toast away' : 'toast'} role="status">
      {told?.text}
      {told?.undo === undefined ? null : (
        <button class="tool" type="button" onClick={told.undo.run}>
          {told.undo.label}
        </button>
      )}
    </div>
  );
}
