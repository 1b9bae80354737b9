// The fields follow what the platform can do; what is wrong is said at its field, and never folded away.
import { expect, test } from 'vitest';
import { rendered } from '../rendered.support.tsx';
import type { NodeSettings } from './node-settings.ts';
import { NodeSettingsFields, type SettingsOffer } from './node-settings-fields.tsx';
import { tellWith } from './told.ts';

const ALL = ['nodeGroup.storageClass', 'nodeGroup.healthCheck', 'nodeGroup.kubelet'];
const offer = (capabilities: readonly string[]): SettingsOffer => ({
  storageClasses: [{ name: 'replicated', replication: 'synchronous', default: true }],
  known: { capabilities },
});

interface Asked {
  readonly capabilities?: readonly string[];
  readonly settings?: NodeSettings;
  readonly wrongAt?: string;
  readonly language?: 'en' | 'fr';
}

const shown = ({ capabilities = ALL, settings = {}, wrongAt, language = 'en' }: Asked) => {
  const remarks = wrongAt === undefined ? [] : [{ pointer: wrongAt, detail: 'It is wrong.', isError: true }];
  const told = tellWith(remarks, { left: new Set(), isAsked: true }, () => undefined);
  return rendered(
    <NodeSettingsFields
      of="web"
      {...{ settings, told }}
      offer={offer(capabilities)}
      change={() => undefined}
    />,
    language,
  );
};

test('a platform that offers everything shows every field, folded away', () => {
  const html = shown({});
  expect(html).not.toContain('<details class="more" open');
  for (const label of ['Class of the disks', 'Time to join', 'Evict at once below'])
    expect(html).toContain(label);
  expect(html).not.toContain('Not on this platform');
});

test('in French, it is in French', () => {
  const html = shown({ language: 'fr', capabilities: ALL.slice(0, 1) });
  expect(html).toContain('Classe des disques');
  expect(html).toMatch(/Pas sur cette plateforme.: nodeGroup.healthCheck, nodeGroup.kubelet/);
});

test('what the platform lacks is named and not asked for', () => {
  const html = shown({ capabilities: ['nodeGroup.kubelet'] });
  expect(html).toContain('Not on this platform: nodeGroup.storageClass, nodeGroup.healthCheck');
  expect(html).not.toContain('Class of the disks');
  expect(shown({ capabilities: [] })).toBe('');
});

test('what is set stays to be seen, also where the platform lacks it, or its catalogue does not name it', () => {
  const settings = { storageClass: 'of-operators', 'healthCheck/maxUnhealthy': '40%' };
  const html = shown({ capabilities: [], settings });
  expect(html).toContain('<details class="more" open');
  expect(html).toContain('<option selected value="of-operators">');
  expect(html).toContain('value="40%"');
  expect(html).not.toContain('Evict at once below');
  expect(html).toContain('2 set');
});

test.each(['/kubelet', '/kubelet/evictionSoftMemory', '/healthCheck/maxUnhealthy', '/storageClass'])(
  'an error at %s opens the fields and is said once',
  (wrongAt) => {
    const html = shown({ wrongAt });
    expect(html).toContain('<details class="more" open');
    expect(html.split('It is wrong.')).toHaveLength(2);
    expect(html.split('aria-invalid="true"')).toHaveLength(2);
  },
);
