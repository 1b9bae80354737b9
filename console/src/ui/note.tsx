// Notices: what a reader has to know, in its place.
import type { ComponentChildren } from 'preact';
import { Icon, type Shape } from './icon.tsx';

const SHAPE = { ok: 'ok', warn: 'warn', fail: 'fail', idle: 'info' } as const;

interface NoteProps {
  readonly kind: keyof typeof SHAPE;
  readonly shape?: Shape;
  /** Spoken at once (`alert`) or when there is a pause (`status`). */
  readonly role?: 'alert' | 'status';
  readonly children: ComponentChildren;
}

/** A notice. */
export function Note({ kind, shape = SHAPE[kind], role, children }: NoteProps) {
  return (
    <div class={`note ${kind}`} {...(role === undefined ? {} : { role })}>
      <Icon name={shape} />
      <div>{children}</div>
    </div>
  );
}
