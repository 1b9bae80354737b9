import type { ObservedCluster } from '@hikube/service/platform';
import { describe, expect, it } from 'vitest';
import { addon, cluster, group } from '../testing/desired.ts';
import { HOUR, MINUTE, rulesWith, SECOND, Simulation, START } from '../testing/simulation.ts';
import { advance, nextChangeAt } from './advance.ts';
import { createEnvironment, withSite } from './environment.ts';

const SITES = ['geneva', 'gland', 'lucerne'];
const PRODUCTION = { topology: 'production', controlPlane: { replicas: 3, etcdMembers: 3 } } as const;
const DEVELOPMENT = { topology: 'development', controlPlane: { replicas: 1, etcdMembers: 1 } } as const;

function settled(shape: typeof PRODUCTION | typeof DEVELOPMENT, minReplicas = 3): Simulation {
  const web = group('web', { minReplicas, roles: ['ingress-nginx'] });
  const simulation = new Simulation(
    cluster({ ...shape, nodeGroups: [web], addons: [addon('ingress-nginx')] }),
  );
  simulation.settle();
  return simulation;
}

function ready(seen: ObservedCluster): number {
  return seen.nodeGroups[0]!.nodes.filter(({ phase }) => phase === 'Ready').length;
}

describe('the loss of one site', () => {
  it.each(SITES)('%s does not stop a production cluster', (site) => {
    const simulation = settled(PRODUCTION);
    simulation.site(site, false);
    simulation.play(HOUR, (seen) => expect(seen.apiReady).toBe(true));
    const seen = simulation.see();
    expect(seen.etcd.filter((member) => member.ready)).toHaveLength(2);
    expect(seen.controlPlane.filter((server) => server.ready)).toHaveLength(3);
    expect(ready(seen)).toBe(3);
    const sites = [...seen.nodeGroups[0]!.nodes, ...seen.controlPlane].map((each) => each.site);
    expect(sites).not.toContain(site);
  });

  it('stops a development cluster that lives there, until the site is back', () => {
    const simulation = settled(DEVELOPMENT);
    const home = simulation.see().etcd[0]!.site;
    expect(simulation.see().controlPlane[0]!.site).toBe(home);
    simulation.site(home, false);
    simulation.play(24 * HOUR, (seen) => expect(seen.apiReady).toBe(false));
    expect(simulation.see().etcd[0]).toMatchObject({ site: home, ready: false });
    simulation.site(home, true);
    simulation.settle();
    expect(simulation.see().apiReady).toBe(true);
    expect(ready(simulation.see())).toBe(3);
  });

  it('does not stop a development cluster that lives elsewhere', () => {
    const simulation = settled(DEVELOPMENT);
    const home = simulation.see().etcd[0]!.site;
    simulation.site(SITES.find((site) => site !== home)!, false);
    simulation.play(HOUR, (seen) => expect(seen.apiReady).toBe(true));
    expect(ready(simulation.see())).toBe(3);
  });
});

describe('nodes of a lost site', () => {
  it('are noticed after 40 seconds and replaced after five more minutes', () => {
    const simulation = settled(PRODUCTION);
    const lost = simulation.see().nodeGroups[0]!.nodes.find(({ site }) => site === 'gland')!;
    const find = () => simulation.see().nodeGroups[0]!.nodes.find(({ name }) => name === lost.name);
    simulation.site('gland', false);
    simulation.advance(39 * SECOND);
    expect(find()).toMatchObject({ phase: 'Ready', message: 'The site gland cannot be reached.' });
    simulation.advance(1 * SECOND);
    expect(find()!.phase).toBe('NotReady');
    simulation.advance(5 * MINUTE - 1);
    expect(find()!.phase).toBe('NotReady');
    simulation.advance(1);
    expect(find()).toBeUndefined();
    expect(simulation.see().nodeGroups[0]!.nodes).toHaveLength(3);
  });

  it('serve again when the site was away only shortly', () => {
    const simulation = settled(PRODUCTION);
    const names = () => simulation.see().nodeGroups[0]!.nodes.map(({ name }) => name);
    const before = names();
    simulation.site('gland', false);
    simulation.advance(2 * MINUTE);
    simulation.site('gland', true);
    expect(ready(simulation.see())).toBe(2);
    expect(simulation.settle()).toBeLessThan(MINUTE);
    expect(names()).toEqual(before);
    expect(ready(simulation.see())).toBe(3);
  });

  it('that were only just being made are made elsewhere', () => {
    const simulation = settled(PRODUCTION, 1);
    const web = { ...simulation.world.desired.nodeGroups[0]!, generation: 2, minReplicas: 3 };
    simulation.want({ ...simulation.world.desired, nodeGroups: [web] });
    simulation.advance(25 * SECOND);
    simulation.site('geneva', false);
    simulation.settle();
    expect(ready(simulation.see())).toBe(3);
  });
});

describe('the loss of the majority', () => {
  it('stops the cluster, changes nothing in it, and heals when one site is back', () => {
    const simulation = settled(PRODUCTION);
    const before = simulation.see().nodeGroups[0]!.nodes.map(({ name }) => name);
    simulation.site('geneva', false);
    simulation.site('gland', false);
    expect(simulation.see().apiReady).toBe(false);
    expect(simulation.see().controlPlane.filter((server) => server.ready)).toEqual([]);
    simulation.settle();
    // Nobody is there to decide about nodes: those of the lost sites stay in the list.
    expect(simulation.see().nodeGroups[0]!.nodes.map(({ name }) => name)).toEqual(before);
    simulation.site('geneva', true);
    simulation.settle();
    expect(simulation.see().apiReady).toBe(true);
    expect(ready(simulation.see())).toBe(3);
  });

  it('is forgotten once it is over: the next short outage costs no node', () => {
    const simulation = settled(PRODUCTION);
    const names = () => simulation.see().nodeGroups[0]!.nodes.map(({ name }) => name);
    const before = names();
    simulation.site('geneva', false);
    simulation.site('gland', false);
    simulation.advance(HOUR);
    simulation.site('geneva', true);
    simulation.site('gland', true);
    simulation.settle();
    expect(names()).toEqual(before);
    simulation.site('gland', false);
    simulation.advance(MINUTE);
    expect(names()).toEqual(before);
  });

  it('lets etcd catch up before it counts again', () => {
    const simulation = settled(PRODUCTION);
    simulation.site('geneva', false);
    simulation.site('gland', false);
    simulation.advance(MINUTE);
    simulation.site('geneva', true);
    simulation.advance(19 * SECOND);
    expect(simulation.see().apiReady).toBe(false);
    simulation.advance(60 * SECOND);
    expect(simulation.see().apiReady).toBe(true);
  });
});

describe('a cluster that is made during an outage', () => {
  it('uses the sites that are up', () => {
    const environment = withSite(createEnvironment({}), 'gland', false, START);
    const wish = cluster({ nodeGroups: [group('web', { minReplicas: 4 })] });
    const simulation = new Simulation(wish, rulesWith(), environment);
    simulation.settle();
    const seen = simulation.see();
    const sites = [...seen.etcd, ...seen.controlPlane, ...seen.nodeGroups[0]!.nodes].map(({ site }) => site);
    expect(new Set(sites)).toEqual(new Set(['geneva', 'lucerne']));
    expect(seen.apiReady).toBe(true);
  });

  it('waits while no site is up', () => {
    let environment = createEnvironment({});
    for (const site of SITES) environment = withSite(environment, site, false, START);
    const simulation = new Simulation(cluster({ nodeGroups: [group('web')] }), rulesWith(), environment);
    simulation.settle();
    expect(simulation.see()).toMatchObject({ apiReady: false, etcd: [] });
    simulation.site('lucerne', true);
    simulation.settle();
    expect(simulation.see().apiReady).toBe(true);
  });
});

describe('an outage that nobody looked at', () => {
  it('is lived through all the same, at the time when it happened', () => {
    const simulation = settled(PRODUCTION);
    const { world, rules, now } = simulation;
    let environment = withSite(simulation.environment, 'gland', false, now + MINUTE);
    environment = withSite(environment, 'gland', true, now + 2 * HOUR);
    const late = advance(world, now + 3 * HOUR, rules, environment);
    const lost = world.groups[0]!.nodes.find(({ site }) => site === 'gland')!;
    const made = late.groups[0]!.nodes.find(({ createdAt }) => createdAt > now)!;
    expect(late.groups[0]!.nodes.map(({ id }) => id)).not.toContain(lost.id);
    expect(made.createdAt).toBe(now + MINUTE + 40 * SECOND + 5 * MINUTE);
  });
});

describe('an outage that is learnt of late', () => {
  it('begins when it is learnt of: a world never goes back', () => {
    const { world, rules, now } = settled(PRODUCTION);
    const environment = withSite(createEnvironment({}), 'gland', false, world.at - HOUR);
    const late = advance(world, now + 30 * SECOND, rules, environment);
    expect(late.at).toBe(world.at);
    expect(late.sites.down).toEqual(['gland']);
    expect(nextChangeAt(late, environment)).toBe(world.at + 40 * SECOND);
  });
});

describe('an add-on', () => {
  it('waits from the moment that its only node is away', () => {
    const simulation = settled(PRODUCTION, 1);
    const home = simulation.see().nodeGroups[0]!.nodes[0]!.site;
    const phases: string[] = [];
    simulation.site(home, false);
    simulation.play(HOUR, (seen) => {
      const { phase } = seen.addons.find(({ id }) => id === 'ingress-nginx')!;
      if (phases.at(-1) !== phase) phases.push(phase);
    });
    expect(phases).toEqual(['WaitingFor', 'Ready']);
  });
});
