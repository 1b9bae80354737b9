// What happened, newest first. Reasons and messages are the service's own words.
import type { ClusterEvent } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Section } from '../ui/section.tsx';
import { useAction } from '../ui/use-action.ts';
import { EVENTS_MOST } from './picture.ts';

interface EventsProps {
  readonly cluster: string;
  readonly events: readonly ClusterEvent[];
  readonly hasOlder: boolean;
  /** Shows older ones, up to `EVENTS_MOST`. */
  readonly onMore: () => Promise<void>;
}

/** The section. */
export function Events({ cluster, events, hasOlder, onMore }: EventsProps) {
  const { words } = useContext(Surroundings);
  const more = useAction(async () => {
    await onMore();
    return undefined;
  });
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
      {hasOlder && events.length < EVENTS_MOST ? (
        <Button kind="quiet" isBusy={more.isUnderWay} onPress={() => void more.run()}>
          {words.showMore}
        </Button>
      ) : null}
      {hasOlder && events.length >= EVENTS_MOST ? (
        <p class="dim gap">
          {words.olderEvents(EVENTS_MOST)} <code>{`hikube events ${cluster} --limit 1000`}</code>
        </p>
      ) : null}
    </Section>
  );
}
