// What happened, newest first. Reasons and messages are the service's own words.
import type { ClusterEvent } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Icon } from '../ui/icon.tsx';
import { Section } from '../ui/section.tsx';

/** The section. */
export function Events({ events }: { readonly events: readonly ClusterEvent[] }) {
  const { words } = useContext(Surroundings);
  return (
    <Section title={words.events}>
      {events.length === 0 ? <p class="dim gap">{words.noEvent}</p> : null}
      <ol class="log">
        {events.map(({ id, createdAt, type, reason, message }) => (
          <li key={id} class={type === 'Warning' ? 'w' : undefined}>
            <time dateTime={createdAt} title={createdAt}>
              {words.time(Date.parse(createdAt))}
            </time>
            <Icon name={type === 'Warning' ? 'warn' : 'info'} />
            <div>
              <b>{reason}</b>
              <p lang="en">{message}</p>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
