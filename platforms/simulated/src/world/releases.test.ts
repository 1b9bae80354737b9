import { describe, expect, it } from 'vitest';
import { cluster, group } from '../testing/desired.ts';
import { HOUR, rulesWith, Simulation } from '../testing/simulation.ts';
import { checkRelease, versionsOf, withPatch, withPatches } from './releases.ts';
import type { World } from './world.ts';

const versionsIn = ({ apiServers, groups }: World) => [
  ...apiServers.map(({ version }) => version),
  ...groups.flatMap(({ nodes }) => nodes.map(({ version }) => version)),
];

/** A cluster with two nodes that stands at 1.34.4 while 1.34.6 was released. */
function behind() {
  const simulation = new Simulation(cluster({ nodeGroups: [group('web', { minReplicas: 2 })] }));
  simulation.settle();
  simulation.environment = withPatch(simulation.environment, '1.34', '1.34.6');
  return simulation;
}

describe('a patch that is released', () => {
  it('is offered, and the other versions stay', () => {
    const { environment } = behind();
    expect(versionsOf(rulesWith(), environment).slice(3)).toEqual([
      { minor: '1.33', patch: '1.33.8' },
      { minor: '1.34', patch: '1.34.6' },
      { minor: '1.35', patch: '1.35.1' },
    ]);
  });

  it('is forgotten when the catalogue itself is newer', () => {
    const { catalogue } = rulesWith();
    const patched = withPatches(catalogue, { '1.34': '1.34.2' });
    expect(patched.kubernetesVersions.find(({ minor }) => minor === '1.34')?.patch).toBe('1.34.4');
  });

  it('is what a new cluster gets', () => {
    const { environment } = behind();
    expect(new Simulation(cluster(), rulesWith(), environment).world.wanted).toBe('1.34.6');
  });

  it('changes nothing in a cluster, whatever else is wanted of it', () => {
    const simulation = behind();
    expect(simulation.patch({ host: 'other.example' })).toBeUndefined();
    simulation.settle();
    expect(versionsIn(simulation.world)).toEqual(Array(5).fill('1.34.4'));
  });

  it('reaches a cluster that is told so: API servers first, then every node', () => {
    const simulation = behind();
    expect(simulation.want({ ...simulation.world.desired, patch: '1.34.6' })).toBeUndefined();
    const nodesMovedEarly: string[] = [];
    simulation.play(2 * HOUR, () => {
      const { world } = simulation;
      const isBehind = world.apiServers.some(({ version }) => version !== '1.34.6');
      if (!isBehind) return;
      const nodes = world.groups.flatMap((each) => each.nodes);
      nodesMovedEarly.push(...nodes.filter(({ version }) => version === '1.34.6').map(({ id }) => id));
    });
    expect(nodesMovedEarly).toEqual([]);
    expect(versionsIn(simulation.world)).toEqual(Array(5).fill('1.34.6'));
  });

  it.each(['1.34.7', '1.33.8', '1.34.3', '1.34'])('a cluster at 1.34.4 is not told to run %s', (patch) => {
    const simulation = behind();
    expect(simulation.want({ ...simulation.world.desired, patch })).toMatch(
      /^Version(NotAvailable|Downgrade)$/,
    );
  });

  it('does not come with a version move that is taken back before an API server could start', () => {
    const simulation = behind();
    for (const site of ['geneva', 'gland']) simulation.site(site, false);
    expect(simulation.patch({ version: '1.35' })).toBeUndefined();
    expect(simulation.world.wanted).toBe('1.35.1');
    expect(simulation.patch({ version: '1.34' })).toBeUndefined();
    expect(simulation.world.wanted).toBe('1.34.4');
  });
});

describe('checkRelease', () => {
  it.each([
    ['1.34.4', undefined],
    ['1.34.10', undefined],
    ['1.34.3', 'patch must not be older than 1.34.4, which is offered already.'],
    ['1.35.2', 'patch must be one of 1.34, such as "1.34.9".'],
    ['1.34', 'patch must be one of 1.34, such as "1.34.9".'],
    ['v1.34.5', 'patch must be one of 1.34, such as "1.34.9".'],
  ])('%s', (patch, wrong) => {
    const { environment } = new Simulation(cluster());
    expect(checkRelease(rulesWith(), environment, '1.34', patch)).toBe(wrong);
  });
});
