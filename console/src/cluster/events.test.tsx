// Events: the newest first, and older ones where there are any.
import events from '@hikube/openapi/examples/listEvents.json' with { type: 'json' };
import type { ClusterEvent } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { itemsOf, rendered } from '../rendered.support.tsx';
import { Events } from './events.tsx';

const SOME = itemsOf<ClusterEvent>(events);

test('older ones can be asked for, where there are any', () => {
  const more = rendered(<Events events={SOME} onMore={async () => undefined} />);
  expect(more).toContain('Show more</button>');
  expect(rendered(<Events events={SOME} onMore={undefined} />)).not.toContain('<button');
});

test('without any, it is said', () => {
  expect(rendered(<Events events={[]} onMore={undefined} />, 'fr')).toContain('Rien ne s’est encore passé.');
});
