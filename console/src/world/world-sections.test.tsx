// Faults and the clock of the world, as they are shown.
import type { Site } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { rendered } from '../rendered.support.tsx';
import type { Language } from '../text/words.ts';
import { ClockSection } from './clock-section.tsx';
import type { PlantedFault } from './faults.ts';
import { FaultsSection } from './faults-section.tsx';
import { SiteRow } from './site-row.tsx';

const runs = { run: () => undefined, isBusy: false };
const createdAt = '2026-03-02T08:00:00Z';
const SLOW: PlantedFault = {
  ...{ id: '7', createdAt, kind: 'NodeSlow', cluster: 'shop', nodeGroup: 'web' },
  ...{ ms: 600_000, times: 2 },
};

function faults(each: readonly PlantedFault[], language: Language = 'en'): string {
  const targets = { clusters: ['shop'], groups: [], addons: ['flux'] };
  return rendered(<FaultsSection faults={each} {...runs} {...targets} />, language);
}

test('a fault says what, where, how much and how often, to those who hear its button, too', () => {
  const said = 'shop/web · 10 minutes longer · 2 times at most';
  const html = faults([SLOW]);
  expect(html).toContain(`<span class="below">${said}</span>`);
  expect(html).toContain(`Take it away <span class="vh">Nodes are slow to boot, ${said}</span>`);
  expect(html).not.toContain('Nothing goes wrong');
});

test('one that nobody here knows is shown by its name, and can be taken away', () => {
  const unknown = { id: '8', createdAt, kind: 'Earthquake' } as unknown as PlantedFault;
  const html = faults([unknown], 'fr');
  expect(html).toContain('Earthquake');
  expect(html).toContain('<span class="below">tous les clusters</span>');
  expect(html).toContain('La retirer');
});

test('without any, it is said that nothing goes wrong', () => {
  expect(faults([])).toContain('Nothing goes wrong on purpose.');
});

test('a clock that can be moved has a button for it', () => {
  const clock = { now: createdAt, speed: 1, canAdvance: true };
  expect(rendered(<ClockSection clock={clock} {...runs} />)).toContain('Let time pass');
});

test.each<[number, string]>([
  [1, 'It is the clock of the machine, which nobody moves on.'],
  [60, 'clusters live 60 times as fast'],
])('one of a machine, at a speed of %i, has none, and it is said why', (speed, why) => {
  const html = rendered(<ClockSection clock={{ now: createdAt, speed, canAdvance: false }} {...runs} />);
  expect(html).toContain(why);
  expect(html).not.toContain('<button');
  expect(html).not.toContain('<select');
});

test('without a network nothing of it can be changed', () => {
  const site = { name: 'gland', displayName: 'Gland' } as Site;
  const html = rendered(
    <>
      <SiteRow site={site} isUp run={runs.run} />
      <SiteRow site={site} isUp={false} run={runs.run} />
      <FaultsSection faults={[SLOW]} {...runs} clusters={[]} groups={[]} addons={[]} />
      <ClockSection clock={{ now: createdAt, speed: 1, canAdvance: true }} {...runs} />
    </>,
    'en',
    { isOnline: false },
  );
  expect(html.match(/aria-disabled="\w+"/g)).toEqual(Array(5).fill('aria-disabled="true"'));
  expect(html.split('You are offline: this can be done')).toHaveLength(6);
});
