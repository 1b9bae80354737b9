// Squares for copies, one for each site and always in the order of the sites.
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Icon, type Shape, type Tone } from '../ui/icon.tsx';

const COPIES: Readonly<Record<string, readonly [Shape, Tone]>> = {
  UpToDate: ['full', 'ok'],
  Ready: ['full', 'ok'],
  Syncing: ['half', 'run'],
  Unreachable: ['cross', 'fail'],
  Lost: ['cross', 'fail'],
  Creating: ['dash', 'idle'],
};

/** The looks of a copy in a state; a state that is not known has the looks of one that is being made. */
export function copyLook(state: string): readonly [Shape, Tone] {
  return COPIES[state] ?? ['dash', 'idle'];
}

interface TrioProps {
  readonly sites: readonly { readonly name: string; readonly displayName: string }[];
  /** States by site; a site without one has no copy. */
  readonly states: Readonly<Record<string, string>>;
}

/** The copies of something. */
export function Trio({ sites, states }: TrioProps) {
  const { words } = useContext(Surroundings);
  const says = sites.map(
    ({ name, displayName }) => `${words.siteName(name, displayName)} ${words.copy(states[name])}`,
  );
  return (
    <span class="trio" role="img" aria-label={says.join(', ')}>
      {sites.map(({ name }) => {
        const state = states[name];
        if (state === undefined) return <span key={name} class="none" />;
        const [shape, tone] = copyLook(state);
        return <Icon key={name} name={shape} tone={tone} />;
      })}
    </span>
  );
}
