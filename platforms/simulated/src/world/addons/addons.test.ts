import type { DesiredAddon, ObservedAddon } from '@hikube/service/platform';
import { describe, expect, it } from 'vitest';
import { addon, cluster, group } from '../../testing/desired.ts';
import { HOUR, MINUTE, rulesWith, SECOND, Simulation } from '../../testing/simulation.ts';
import type { Fault } from '../faults.ts';

function simulate(addons: readonly DesiredAddon[], faults: readonly Fault[] = []): Simulation {
  return new Simulation(cluster({ nodeGroups: [group('web')], addons }), rulesWith({ faults }));
}

function find(simulation: Simulation, id: string): ObservedAddon | undefined {
  return simulation.see().addons.find((each) => each.id === id);
}

/** The phases of an add-on until the cluster has settled, each once in a row. */
function phasesOf(simulation: Simulation, id: string): readonly string[] {
  const phases: string[] = [];
  const look = () => {
    const phase = find(simulation, id)?.phase ?? 'gone';
    if (phases.at(-1) !== phase) phases.push(phase);
  };
  look();
  simulation.play(HOUR, look);
  return phases;
}

function wantAddons(simulation: Simulation, ...addons: readonly DesiredAddon[]): void {
  simulation.want({ ...simulation.world.desired, addons });
}

describe('an add-on', () => {
  it('waits for the API server, then for a node, then is installed', () => {
    const simulation = simulate([addon('flux')]);
    expect(phasesOf(simulation, 'flux')).toEqual(['Pending', 'WaitingFor', 'Installing', 'Ready']);
    expect(find(simulation, 'flux')).toEqual({
      id: 'flux',
      uid: 'uid-of-flux',
      observedGeneration: 1,
      phase: 'Ready',
      version: '0.33.0',
      message: '',
    });
  });

  it('waits for a ready node of any group', () => {
    const simulation = simulate([addon('flux')]);
    simulation.play(2 * MINUTE);
    expect(find(simulation, 'flux')!.waitingFor).toEqual({ kind: 'Node', selector: 'ready' });
  });

  it('runs the version that is asked for, or the newest', () => {
    const simulation = simulate([addon('ingress-traefik')]);
    simulation.settle();
    expect(find(simulation, 'ingress-traefik')!.version).toBe('3.6.13');
    wantAddons(simulation, addon('ingress-traefik', { generation: 2, version: '3.6.10' }));
    expect(phasesOf(simulation, 'ingress-traefik')).toEqual(['Updating', 'Ready']);
    expect(find(simulation, 'ingress-traefik')).toMatchObject({ version: '3.6.10', observedGeneration: 2 });
  });

  it('is updated again when it changes during an update', () => {
    const simulation = simulate([addon('flux')]);
    simulation.settle();
    wantAddons(simulation, addon('flux', { generation: 2 }));
    simulation.advance(SECOND);
    wantAddons(simulation, addon('flux', { generation: 3 }));
    const reached: number[] = [];
    simulation.play(HOUR, () => reached.push(find(simulation, 'flux')!.observedGeneration));
    expect(reached).toEqual([2, 3]);
  });

  it('is removed, and installed anew when it is enabled again', () => {
    const simulation = simulate([addon('flux')]);
    simulation.settle();
    wantAddons(simulation);
    simulation.advance(SECOND);
    expect(find(simulation, 'flux')!.phase).toBe('Deleting');
    wantAddons(simulation, addon('flux', { uid: 'second' }));
    expect(phasesOf(simulation, 'flux')).toEqual(['Installing', 'Ready']);
    wantAddons(simulation);
    expect(phasesOf(simulation, 'flux')).toEqual(['Deleting', 'gone']);
  });

  it('with another uid is updated, and its generations start anew', () => {
    const simulation = simulate([addon('flux', { generation: 7 })]);
    simulation.settle();
    wantAddons(simulation, addon('flux', { uid: 'second' }));
    expect(find(simulation, 'flux')).toMatchObject({ uid: 'second', observedGeneration: 0 });
    simulation.settle();
    expect(find(simulation, 'flux')).toMatchObject({ phase: 'Ready', observedGeneration: 1 });
  });

  it('that the platform does not have says so, until it is changed', () => {
    const simulation = simulate([addon('hami')]);
    simulation.settle();
    // Its own need comes first: the add-on that it builds on.
    expect(find(simulation, 'hami')!.phase).toBe('WaitingFor');
    const other = simulate([addon('flux', { version: '9.9.9' })]);
    other.settle();
    expect(find(other, 'flux')).toMatchObject({
      phase: 'Failed',
      message: 'flux 9.9.9 is not offered; choose one of 0.33.0.',
    });
    wantAddons(other, addon('flux', { generation: 2 }));
    other.settle();
    expect(find(other, 'flux')).toMatchObject({ phase: 'Ready', message: '' });
  });

  it('of a newer catalogue is refused by name', () => {
    const simulation = simulate([addon('service-mesh')]);
    simulation.settle();
    expect(find(simulation, 'service-mesh')).toMatchObject({
      phase: 'Failed',
      message: 'This platform does not offer service-mesh.',
    });
  });
});

describe('an add-on with needs', () => {
  it('waits for a node of a group with its role', () => {
    const simulation = simulate([addon('ingress-nginx')]);
    simulation.settle();
    expect(find(simulation, 'ingress-nginx')!.waitingFor).toEqual({
      kind: 'NodeGroup',
      selector: 'node-role.kubernetes.io/ingress-nginx',
    });
    const edge = group('edge', { roles: ['ingress-nginx'] });
    simulation.want({ ...simulation.world.desired, nodeGroups: [group('web'), edge] });
    simulation.settle();
    expect(find(simulation, 'ingress-nginx')!.phase).toBe('Ready');
  });

  it('waits for a node with GPUs', () => {
    const simulation = simulate([addon('gpu-operator')]);
    simulation.settle();
    expect(find(simulation, 'gpu-operator')!.waitingFor).toEqual({ kind: 'NodeGroup', selector: 'gpu=on' });
    const ml = group('ml', { gpus: ['nvidia.com/H100_94GB'] });
    simulation.want({ ...simulation.world.desired, nodeGroups: [group('web'), ml] });
    expect(phasesOf(simulation, 'gpu-operator')).toEqual(['WaitingFor', 'Installing', 'Ready']);
  });

  it('waits for another add-on, and goes on when that is ready', () => {
    const simulation = simulate([addon('vertical-pod-autoscaler')]);
    simulation.settle();
    const need = { kind: 'Addon', selector: 'monitoring' };
    expect(find(simulation, 'vertical-pod-autoscaler')!.waitingFor).toEqual(need);
    wantAddons(simulation, addon('vertical-pod-autoscaler'), addon('monitoring'));
    simulation.play(HOUR, () => {
      if (find(simulation, 'monitoring')!.phase !== 'Ready') {
        expect(find(simulation, 'vertical-pod-autoscaler')!.phase).toBe('WaitingFor');
      }
    });
    expect(find(simulation, 'vertical-pod-autoscaler')!.phase).toBe('Ready');
  });

  it('waits again when what it needs goes, and is not installed twice', () => {
    const edge = group('edge', { roles: ['ingress-nginx'] });
    const wish = cluster({ nodeGroups: [group('web'), edge], addons: [addon('ingress-nginx')] });
    const simulation = new Simulation(wish);
    simulation.settle();
    simulation.want({ ...wish, nodeGroups: [group('web')] });
    simulation.settle();
    expect(find(simulation, 'ingress-nginx')).toMatchObject({ phase: 'WaitingFor', observedGeneration: 1 });
    simulation.want({ ...wish, nodeGroups: [group('web'), { ...edge, uid: 'second' }] });
    expect(phasesOf(simulation, 'ingress-nginx')).toEqual(['WaitingFor', 'Ready']);
  });
});

describe('what is always on', () => {
  it('is there without being asked for', () => {
    const simulation = simulate([]);
    simulation.settle();
    expect(simulation.see().addons.map(({ id, uid, phase, version }) => [id, uid, phase, version])).toEqual([
      ['cilium', '', 'Ready', '1.18.6'],
      ['coredns', '', 'Ready', '1.12.3'],
    ]);
  });

  it('needs no node for the network and one for names', () => {
    const simulation = new Simulation(cluster());
    simulation.settle();
    expect(find(simulation, 'cilium')!.phase).toBe('Ready');
    expect(find(simulation, 'coredns')!.phase).toBe('WaitingFor');
  });

  it('takes settings, and goes back to its defaults without them', () => {
    const simulation = simulate([addon('coredns')]);
    simulation.settle();
    expect(find(simulation, 'coredns')).toMatchObject({ uid: 'uid-of-coredns', observedGeneration: 1 });
    wantAddons(simulation);
    expect(phasesOf(simulation, 'coredns')).toEqual(['Updating', 'Ready']);
    expect(find(simulation, 'coredns')).toMatchObject({ uid: '', observedGeneration: 0 });
  });
});

describe('an add-on that fails', () => {
  const fails: Fault = { kind: 'AddonFails', addon: 'flux', message: 'The webhook times out.' };

  it('says why, and is tried again every five minutes', () => {
    const simulation = simulate([addon('flux')], [{ ...fails, times: 2 }]);
    const phases = phasesOf(simulation, 'flux');
    expect(phases.slice(2)).toEqual(['Installing', 'Failed', 'Installing', 'Failed', 'Installing', 'Ready']);
  });

  it('is tried again at once when it is changed', () => {
    const simulation = simulate([addon('flux'), addon('monitoring')], [fails]);
    simulation.play(6 * MINUTE, () => undefined);
    expect(find(simulation, 'flux')).toMatchObject({ phase: 'Failed', message: 'The webhook times out.' });
    expect(find(simulation, 'monitoring')!.phase).toBe('Ready');
    simulation.rules = rulesWith();
    wantAddons(simulation, addon('flux', { generation: 2 }), addon('monitoring'));
    expect(phasesOf(simulation, 'flux')).toEqual(['Installing', 'Ready']);
  });

  it('does not keep a cluster from being removed', () => {
    const simulation = simulate([addon('flux')], [fails]);
    simulation.play(6 * MINUTE, () => undefined);
    simulation.remove();
    simulation.settle();
    expect(simulation.isGone).toBe(true);
  });
});
