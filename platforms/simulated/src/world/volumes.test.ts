import type { ObservedVolume } from '@hikube/service/platform';
import { describe, expect, it } from 'vitest';
import { addon, cluster, group } from '../testing/desired.ts';
import { HOUR, MINUTE, SECOND, Simulation } from '../testing/simulation.ts';
import { change } from './advance.ts';
import { createVolume } from './volumes.ts';

function withVolume(storageClass: string, size = '20Gi'): Simulation {
  const simulation = new Simulation(cluster({ nodeGroups: [group('web')] }));
  simulation.settle();
  const { world, now, rules, environment } = simulation;
  simulation.world = change(world, now, rules, environment, (moment) =>
    createVolume(moment, { name: 'data', storageClass, size }),
  );
  return simulation;
}

function volume(simulation: Simulation): ObservedVolume {
  return simulation.see().volumes![0]!;
}

function replica(simulation: Simulation, site: string): string | undefined {
  return volume(simulation).replicas.find((each) => each.site === site)?.state;
}

describe('volumes', () => {
  it.each([
    ['replicated', 3],
    ['replicated-async', 3],
    ['local', 1],
  ])('of the class %s have %i replicas, each at a site of its own', (storageClass, count) => {
    const simulation = withVolume(storageClass);
    expect(volume(simulation).phase).toBe('Creating');
    simulation.settle();
    const { replicas, phase } = volume(simulation);
    expect(phase).toBe('Available');
    expect(replicas).toHaveLength(count);
    expect(new Set(replicas.map(({ site }) => site)).size).toBe(count);
    expect(replicas.every(({ state }) => state === 'UpToDate')).toBe(true);
  });

  it('go on with two of three replicas, and copy the third when its site is back', () => {
    const simulation = withVolume('replicated');
    simulation.settle();
    simulation.site('gland', false);
    expect(volume(simulation).phase).toBe('Degraded');
    expect(replica(simulation, 'gland')).toBe('Unreachable');
    simulation.advance(HOUR);
    simulation.site('gland', true);
    expect(replica(simulation, 'gland')).toBe('Syncing');
    simulation.play(HOUR, () => undefined);
    expect(replica(simulation, 'gland')).toBe('UpToDate');
    expect(volume(simulation).phase).toBe('Available');
  });

  it('stop with one of three, so that two halves never go on apart', () => {
    const simulation = withVolume('replicated');
    simulation.settle();
    simulation.site('gland', false);
    simulation.site('geneva', false);
    expect(volume(simulation).phase).toBe('Unavailable');
  });

  it('at one site only are away with it and come back with it, without copying', () => {
    const simulation = withVolume('local');
    simulation.settle();
    const { site } = volume(simulation).replicas[0]!;
    simulation.site(site, false);
    expect(volume(simulation).phase).toBe('Unavailable');
    simulation.site(site, true);
    expect(replica(simulation, site)).toBe('UpToDate');
    expect(volume(simulation).phase).toBe('Available');
  });

  it('take longer to copy when they are larger', () => {
    const syncTime = (size: string) => {
      const simulation = withVolume('replicated', size);
      simulation.settle();
      simulation.site('gland', false);
      simulation.site('gland', true);
      const begun = simulation.now;
      let ended = 0;
      simulation.play(24 * HOUR, (_, now) => {
        if (ended === 0 && replica(simulation, 'gland') === 'UpToDate') ended = now;
      });
      return ended - begun;
    };
    expect(syncTime('1Gi')).toBeLessThan(11 * SECOND);
    expect(syncTime('1Ti')).toBeGreaterThan(5 * MINUTE);
  });

  it('of a name that exists stay as they are', () => {
    const simulation = withVolume('replicated');
    simulation.settle();
    const { world, now, rules, environment } = simulation;
    const again = change(world, now, rules, environment, (moment) =>
      createVolume(moment, { name: 'data', storageClass: 'local', size: '1Gi' }),
    );
    expect(again.volumes).toEqual(world.volumes);
  });

  it('that are made during an outage get their replica there later', () => {
    const simulation = new Simulation(cluster());
    simulation.settle();
    simulation.site('lucerne', false);
    const { world, now, rules, environment } = simulation;
    simulation.world = change(world, now, rules, environment, (moment) =>
      createVolume(moment, { name: 'data', storageClass: 'replicated', size: '1Gi' }),
    );
    simulation.play(HOUR);
    expect(volume(simulation).phase).toBe('Degraded');
    simulation.site('lucerne', true);
    simulation.settle();
    expect(volume(simulation).phase).toBe('Available');
  });
});

describe('the volume of the add-on nfs', () => {
  const nfs = (generation: number, size: string) => addon('nfs', { generation, options: { nfs: { size } } });

  it('comes, grows and goes with it', () => {
    const wish = cluster({ nodeGroups: [group('web')], addons: [nfs(1, '100Gi')] });
    const simulation = new Simulation(wish);
    simulation.settle();
    expect(volume(simulation)).toMatchObject({ name: 'nfs-data', storageClass: 'replicated', size: '100Gi' });
    simulation.want({ ...wish, addons: [nfs(2, '200Gi')] });
    simulation.settle();
    expect(simulation.see().volumes!.map(({ size }) => size)).toEqual(['200Gi']);
    simulation.want({ ...wish, addons: [] });
    simulation.settle();
    expect(simulation.see().volumes).toEqual([]);
  });
});
