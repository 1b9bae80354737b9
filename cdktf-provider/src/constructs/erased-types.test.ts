// Types are gone where people run a program: what the compiler would have refused is refused at synth, in words.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform writes its references so.
import { describe, expect, test } from 'vitest';
import { complaints, ENGINES, synth } from '../testing/engines.ts';

/** Props as a program without types may write them, and the complaint about each. */
const REFUSED: readonly [what: string, props: object, ...complaints: string[]][] = [
  ['no name', { name: undefined }, 'name: It is missing: add it.'],
  ['null for a name', { name: null }, 'name: It is missing: add it.'],
  ['a misspelt property', { vesion: '1.34' }, 'vesion: There is no such property. Did you mean version?'],
  [
    'a property of another place',
    { minReplicas: 1 },
    'minReplicas: There is no such property. There are name, ',
  ],
  [
    'a misspelt property of a group',
    { nodeGroups: { web: { minReplica: 2 } } },
    'nodeGroups.web.minReplica: There is no such property. Did you mean minReplicas?',
  ],
  [
    'a name of Terraform',
    { nodeGroups: { web: { min_replicas: 2 } } },
    'nodeGroups.web.min_replicas: There is no such property. Did you mean minReplicas?',
  ],
  [
    'misspelt properties further inside',
    {
      controlPlane: { replica: 1 },
      network: { exposur: 'proxied' },
      timeouts: { creat: '1h' },
      maintenance: { window: { days: ['sun'], startTime: '02:00', durationMinutes: 60, timezon: 'UTC' } },
      addons: { velero: { option: {} }, nfs: { options: { nfs: { sise: '1Gi' } } } },
    },
    'controlPlane.replica: There is no such property. Did you mean replicas?',
    'network.exposur: There is no such property. Did you mean exposure?',
    'maintenance.window.timezon: There is no such property. Did you mean timeZone?',
    'addons.velero.option: There is no such property. Did you mean options?',
    'addons.nfs.options.nfs.sise: There is no such property. Did you mean size?',
    'timeouts.creat: There is no such property. Did you mean create?',
  ],
  ['null for a part', { maintenance: null }, 'maintenance: It must be an object and not null'],
  ['half of a part', { maintenance: { autoPatch: false } }, 'maintenance.window: It is missing: add it.'],
  [
    'null further inside',
    { maintenance: { window: null }, addons: { flux: { options: { flux: null } } } },
    'maintenance.window: It is missing: add it.',
    'maintenance.window: It must be an object and not null',
    'addons.flux.options.flux: It must be an object and not null',
  ],
  [
    'a misspelt choice of who keeps children',
    { nodeGroupManagement: 'seperate', nodeGroups: { web: {} }, addonManagement: true },
    'nodeGroupManagement: It must be "inline" or "separate", not "seperate".',
    'addonManagement: It must be "inline" or "separate", not true.',
  ],
  [
    'collections, of which an engine writes nothing',
    {
      labels: new Map([['team', 'web']]),
      nodeGroups: { web: { roles: new Set(['ingress-nginx']), minReplicas: new Date(0) } },
      maintenance: new Map(),
    },
    'labels: It must be an object literal, and not a Map.',
    'nodeGroups.web.minReplicas: It must be plain data, and not a Date.',
    'nodeGroups.web.roles: It must be an array, and not a Set.',
    'maintenance: It must be an object literal, and not a Map.',
  ],
  [
    'a label that is a collection',
    { labels: { team: new Map() } },
    'labels.team: It must be an object literal, and not a Map.',
  ],
  [
    'a number for a version',
    { version: 1.3 },
    'version: The version must be a text, not 1.3. Write it in quotes.',
  ],
  ['a text for cards', { nodeGroups: { ml: { gpus: 'a' } } }, 'nodeGroups.ml.gpus: gpus must be a list'],
  ['forEach', { forEach: {} }, 'forEach: A construct is one object: make one for each in a loop'],
];

/** Props that cannot even become a construct. */
const THROWN: readonly [what: string, props: unknown, message: string][] = [
  ['no properties', undefined, 'A cluster needs properties, at least a name.'],
  ['null for properties', null, 'A cluster needs properties, at least a name.'],
  [
    'null for a group',
    { nodeGroups: { web: null } },
    'nodeGroups.web: It must be an object and not null: write {}',
  ],
  ['null for an add-on', { addons: { flux: null } }, 'addons.flux: It must be an object and not null'],
  [
    'true for an add-on',
    { addons: { flux: true } },
    'addons.flux: It must be an object: write {} for the defaults.',
  ],
  [
    'null for groups',
    { nodeGroups: null },
    'nodeGroups must be an object with each node group under its name.',
  ],
  [
    'a list of groups',
    { nodeGroups: [{}] },
    'nodeGroups must be an object with each node group under its name.',
  ],
];

describe.each(ENGINES)('$name', (engine) => {
  test.each(REFUSED)('%s', (_what, props, ...expected) => {
    const found = complaints(engine, (stack, { hikube }) => {
      new hikube.KubernetesCluster(stack, 'main', { name: 'prod', ...props } as never);
    });
    const begins = expected.map((text) => expect.stringContaining(`[test/main] ${text}`));
    expect(found).toEqual(expect.arrayContaining(begins));
    expect(found).toHaveLength(expected.length);
  });

  test.each(THROWN)('%s', (_what, props, message) => {
    const build = () =>
      synth(engine, (stack, { hikube }) => {
        const whole = typeof props === 'object' && props !== null ? { name: 'prod', ...props } : props;
        new hikube.KubernetesCluster(stack, 'main', whole as never);
      });
    expect(build).toThrow(message);
  });

  test('the same holds for what is added', () => {
    const found = complaints(engine, (stack, { hikube }) => {
      const cluster = new hikube.KubernetesCluster(stack, 'main', { name: 'prod', initialVersion: '1.33' });
      cluster.addNodeGroup('web', { minReplica: 2 } as never);
      cluster.scheduleUpgrade({ targetVersion: '1.34', startat: 'x' } as never);
      expect(() => cluster.addNodeGroup('db', null as never)).toThrow('nodeGroups.db: It must be an object');
      expect(() => cluster.addNodeGroup(undefined as never)).toThrow('must be named by a literal');
      expect(() => cluster.enableAddon('flux', 'x' as never)).toThrow('addons.flux: It must be an object');
      expect(() => cluster.scheduleUpgrade(undefined as never)).toThrow('An upgrade needs properties');
    });
    expect(found).toEqual([
      expect.stringContaining(
        'nodeGroups.web.minReplica: There is no such property. Did you mean minReplicas?',
      ),
      expect.stringContaining('upgrades[0].startat: There is no such property. Did you mean startAt?'),
    ]);
  });

  test('an upgrade without a target', () => {
    const found = complaints(engine, (stack, { hikube }) => {
      const cluster = new hikube.KubernetesCluster(stack, 'main', { name: 'prod', initialVersion: '1.33' });
      cluster.scheduleUpgrade({} as never);
    });
    expect(found).toEqual([expect.stringContaining('upgrades[0].targetVersion: It is missing: add it.')]);
  });

  test('a property that is undefined was not written', () => {
    const found = complaints(engine, (stack, { hikube }) => {
      new hikube.KubernetesCluster(stack, 'main', { name: 'prod', other: undefined } as never);
    });
    expect(found).toEqual([]);
  });

  test('a whole map that is a reference must be known at synth', () => {
    const build = (props: (core: typeof engine.core, variable: unknown) => object) => () =>
      synth(engine, (stack, { core, hikube }) => {
        const variable = new core.TerraformVariable(stack, 'groups', {});
        const whole = { name: 'prod', ...props(core, variable.value) };
        new hikube.KubernetesCluster(stack, 'main', whole as never);
      });
    const groups = 'nodeGroups must be a map that is known at synth';
    expect(build((_core, value) => ({ nodeGroups: value }))).toThrow(groups);
    expect(build((core, value) => ({ nodeGroups: core.Token.asAnyMap(value as never) }))).toThrow(groups);
    expect(build((_core, value) => ({ addons: value }))).toThrow(
      'addons must be a map that is known at synth',
    );
    expect(build((_core, value) => ({ nodeGroups: { web: value } }))).toThrow(
      'The properties of the node group web must be known at synth',
    );
  });

  test('a reference to a number is skipped inside a text, as one to a text is', () => {
    const { resource } = synth(engine, (stack, { core, hikube }) => {
      const count = new core.TerraformVariable(stack, 'count', { type: 'number' }).numberValue;
      new hikube.KubernetesCluster(stack, 'main', {
        name: `prod${count}`,
        nodeGroups: { web: { diskSize: `${count}Gi`, roles: [`role${count}`] } },
      });
    });
    expect(resource['hikube_kubernetes_cluster']?.['main']).toMatchObject({
      name: 'prod${var.count}',
      node_groups: { web: { disk_size: '${var.count}Gi', roles: ['role${var.count}'] } },
    });
  });

  test('and refused where the engine would lose it', () => {
    const found = complaints(engine, (stack, { core, hikube }) => {
      const count = new core.TerraformVariable(stack, 'count', { type: 'number' }).numberValue;
      new hikube.KubernetesCluster(stack, 'main', {
        name: `prod-${count}`,
        version: `1.${count}`,
        displayName: `${count}${count}`,
        addons: { velero: { valuesOverride: { a: { b: `x-${count}` } } } },
      });
    });
    const places = ['name', 'version', 'displayName', 'addons.velero.valuesOverride.a.b'];
    expect(found).toEqual(
      places.map((place) =>
        expect.stringContaining(
          `[test/main] ${place}: The engine does not find a reference to a number again`,
        ),
      ),
    );
  });

  test('nor can it name a child', () => {
    const found = complaints(engine, (stack, { core, hikube }) => {
      const count = new core.TerraformVariable(stack, 'count', { type: 'number' }).numberValue;
      const cluster = new hikube.KubernetesCluster(stack, 'main', {
        name: 'prod',
        nodeGroups: { [`w-${count}`]: {} },
      });
      expect(() => cluster.addNodeGroup(`x-${count}`)).toThrow('must be named by a literal');
    });
    expect(found).toEqual([
      expect.stringContaining('The node group must be named by a literal and not by a reference'),
    ]);
  });

  test.each(['forEach', 'count'])(
    '%s of the resource is refused beside children of their own',
    (property) => {
      const repeated = (separate: boolean) =>
        complaints(engine, (stack, { core, hikube }) => {
          const cluster = new hikube.KubernetesCluster(stack, 'main', {
            name: 'prod',
            nodeGroups: { web: {} },
            nodeGroupManagement: separate ? 'separate' : 'inline',
          });
          const several = property === 'count' ? 2 : core.TerraformIterator.fromList(['a', 'b']);
          Object.assign(cluster.resource, { [property]: several });
        });
      expect(repeated(true)).toEqual([
        expect.stringContaining(
          '[test/main] Its resource is repeated by forEach or count, and its node groups',
        ),
      ]);
      expect(repeated(false)).toEqual([]);
    },
  );
});
