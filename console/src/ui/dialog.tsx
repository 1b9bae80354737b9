// A dialog: the browser's own, which keeps the focus inside, ends with Escape and gives the focus back.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** An open dialog. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  const isTakenAway = useRef(false);
  useEffect(() => {
    const { current } = box;
    current?.showModal();
    return () => {
      // Whoever takes it away closes it, too, and that is no wish of the reader's.
      isTakenAway.current = true;
      current?.close();
    };
  }, []);
  return (
    <dialog ref={box} aria-labelledby={id} onClose={() => isTakenAway.current || onClose()}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}
