// What happened, newest first. Reasons and messages are the service's own words.
import type { ClusterEvent } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Section } from '../ui/section.tsx';
import { useAction } from '../ui/use-action.ts';

interface EventsProps {
  readonly events: readonly ClusterEvent[];
  /** Shows older ones; undefined where there are none. */
  readonly onMore: (() => Promise<void>) | undefined;
}

/** The section. */
export function Events({ events, onMore }: EventsProps) {
  const { words } = useContext(Surroundings);
  const more = useAction(async () => {
    await onMore?.();
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
      {onMore === undefined ? null : (
        <Button kind="quiet" isBusy={more.isUnderWay} onPress={() => void more.run()}>
          {words.showMore}
        </Button>
      )}
    </Section>
  );
}
