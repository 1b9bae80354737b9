// Events: the newest first, and older ones where there are any.
import events from '@hikube/openapi/examples/listEvents.json' with { type: 'json' };
import type { ClusterEvent } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { itemsOf, rendered } from '../rendered.support.tsx';
import { Events } from './events.tsx';
import { EVENTS_MOST } from './picture.ts';

const SOME = itemsOf<ClusterEvent>(events);

const older = async () => undefined;

test('older ones can be asked for, where there are any', () => {
  const more = rendered(<Events cluster="prod" events={SOME} hasOlder onMore={older} />);
  expect(more).toContain('Show more</button>');
  expect(more).not.toContain('hikube events');
  const all = rendered(<Events cluster="prod" events={SOME} hasOlder={false} onMore={older} />);
  expect(all).not.toContain('<button');
  expect(all).not.toContain('hikube events');
});

test('where the page shows no more, it says how to read those that are older', () => {
  const many = Array.from({ length: EVENTS_MOST }, (_, index) => ({ ...SOME[0]!, id: `ev-${index}` }));
  const page = (language: 'en' | 'fr', hasOlder: boolean) =>
    rendered(<Events cluster="prod" events={many} hasOlder={hasOlder} onMore={older} />, language);
  expect(page('en', true)).not.toContain('<button');
  expect(page('en', true)).toContain('Only the latest 200 events are shown here');
  expect(page('fr', true)).toContain('Seuls les 200 derniers événements sont affichés ici');
  for (const language of ['en', 'fr'] as const) {
    expect(page(language, true)).toContain('<code>hikube events prod --limit 1000</code>');
    expect(page(language, false)).not.toContain('hikube events');
  }
});

test('without any, it is said', () => {
  expect(rendered(<Events cluster="prod" events={[]} hasOlder={false} onMore={older} />, 'fr')).toContain(
    'Rien ne s’est encore passé.',
  );
});
