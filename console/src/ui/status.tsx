// Which shape and hue a state has. An enum of the API is open: a word that nobody here knows is shown as it is.
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Icon, type Shape, type Tone } from './icon.tsx';

const LOOKS: Readonly<Record<string, readonly [Shape, Tone]>> = {
  Pending: ['pend', 'idle'],
  Provisioning: ['run', 'run'],
  Running: ['ok', 'ok'],
  Updating: ['run', 'run'],
  Upgrading: ['run', 'run'],
  Scaling: ['run', 'run'],
  Rolling: ['run', 'run'],
  Installing: ['run', 'run'],
  Ready: ['ok', 'ok'],
  WaitingFor: ['wait', 'warn'],
  Degraded: ['warn', 'warn'],
  Failed: ['fail', 'fail'],
  Deleting: ['drain', 'warn'],
  Scheduled: ['wait', 'idle'],
  Paused: ['pause', 'warn'],
  Succeeded: ['ok', 'ok'],
  Cancelled: ['off', 'idle'],
  Superseded: ['off', 'idle'],
  scheduled: ['wait', 'idle'],
  pending: ['pend', 'idle'],
  running: ['run', 'run'],
  waiting: ['wait', 'warn'],
  paused: ['pause', 'warn'],
  succeeded: ['ok', 'ok'],
  failed: ['fail', 'fail'],
  cancelled: ['off', 'idle'],
  superseded: ['off', 'idle'],
  skipped: ['off', 'idle'],
};

/** The shape and the hue of a state. */
export function lookOf(state: string): readonly [Shape, Tone] {
  return LOOKS[state] ?? ['pend', 'idle'];
}

/** A state: shape, word and hue. */
export function Status({ state, tag = false }: { readonly state: string; readonly tag?: boolean }) {
  const { words } = useContext(Surroundings);
  const [shape, tone] = lookOf(state);
  return (
    <span class={`st ${tone}${tag ? ' tag' : ''}`}>
      <Icon name={shape} />
      {words.states[state] ?? state}
    </span>
  );
}

/** Any words that have the looks of a state. */
export function Mark({
  shape,
  tone,
  children,
}: {
  readonly shape: Shape;
  readonly tone: Tone;
  readonly children: preact.ComponentChildren;
}) {
  return (
    <span class={`st ${tone}`}>
      <Icon name={shape} />
      <span>{children}</span>
    </span>
  );
}
