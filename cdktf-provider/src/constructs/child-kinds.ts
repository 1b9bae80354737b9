// Node groups and add-ons as kinds of children: how each gets into the map of a cluster, and how into a resource.
import type { Construct } from 'constructs';
import type { AddonProps, NodeGroupProps, Timeouts } from '../props.ts';
import { isLater } from '../rules/known.ts';
import type { ChildKind } from './children.ts';
import { addonConfig, nodeGroupConfig } from './config.ts';
import type { AddonAttributes, Engine, EngineTypes, MetaArguments, NodeGroupAttributes } from './engine.ts';
import { mapKey } from './map-key.ts';
import { valuesText } from './values.ts';

/** What children need of the cluster that they belong to. */
export interface Family<T extends EngineTypes> {
  readonly engine: Engine<T>;
  /** The cluster construct, below which separate children are. */
  readonly scope: Construct;
  readonly cluster: T['cluster'];
  readonly provider: Pick<MetaArguments<T>, 'provider'>;
}

export function nodeGroups<T extends EngineTypes>(
  family: Family<T>,
): ChildKind<NodeGroupProps, NodeGroupAttributes> {
  const { engine, scope, cluster, provider } = family;
  const idOf = (name: string) => `node-group-${name}`;
  const configOf = (props: NodeGroupProps) => {
    if (engine.Token.isUnresolved(props.gpus)) throw unknownCards();
    return nodeGroupConfig(props);
  };
  return {
    noun: 'node group',
    property: 'nodeGroups',
    putInline: (all) => {
      for (const [name, props] of Object.entries(all)) refuseOwn('node group', name, props);
      cluster.putNodeGroups(mapValues(all, configOf));
    },
    inline: (name) => cluster.nodeGroups.get(mapKey(name)),
    createSeparate: (name, props) =>
      new engine.NodeGroup(scope, idOf(name), {
        ...configOf(props),
        ...applyInOf(props),
        ...timeoutsOf(props),
        ...provider,
        name,
        clusterId: cluster.id,
      }),
    removeSeparate: (name) => scope.node.tryRemoveChild(idOf(name)),
    isLater: (value) => isLater(value, engine.Token.isUnresolved),
  };
}

export function addons<T extends EngineTypes>(family: Family<T>): ChildKind<AddonProps, AddonAttributes> {
  const { engine, scope, cluster, provider } = family;
  const idOf = (id: string) => `addon-${id}`;
  return {
    noun: 'add-on',
    property: 'addons',
    putInline: (all) => {
      for (const [id, props] of Object.entries(all)) refuseOwn('add-on', id, props);
      cluster.putAddons(mapValues(all, (props) => addonConfig(engine, props)));
    },
    inline: (id) => cluster.addons.get(mapKey(id)),
    createSeparate: (id, props) =>
      new engine.Addon(scope, idOf(id), {
        ...addonConfig(engine, props),
        ...secretValuesConfig(engine, props),
        ...timeoutsOf(props),
        ...provider,
        name: id,
        clusterId: cluster.id,
      }),
    removeSeparate: (id) => scope.node.tryRemoveChild(idOf(id)),
    isLater: (value) => isLater(value, engine.Token.isUnresolved),
  };
}

function secretValuesConfig<T extends EngineTypes>(engine: Engine<T>, { secretValues }: AddonProps) {
  if (secretValues === undefined || secretValues === null) return {};
  return {
    valuesOverrideWo: valuesText(engine, secretValues.values),
    valuesOverrideWoVersion: secretValues.version,
  };
}

function unknownCards(): Error {
  return new Error(
    'gpus must be a list that is known at synth, because each card is written out; its items may be references.',
  );
}

/** What only a resource of its own has. The map of a cluster has one wait for all, and would store secrets. */
function refuseOwn(noun: 'node group' | 'add-on', name: string, props: NodeGroupProps & AddonProps): void {
  const own = (['secretValues', 'timeouts', 'applyIn'] as const).find((property) =>
    isWritten(props[property]),
  );
  if (own === undefined) return;
  const management = noun === 'add-on' ? 'addonManagement' : 'nodeGroupManagement';
  throw new Error(
    `The ${noun} ${name} has ${own}, which the map of a cluster has no place for; create the cluster with ${management}: 'separate'.`,
  );
}

/** A program without types may say nothing with null. */
const isWritten = (value: unknown) => value !== undefined && value !== null;

function applyInOf({ applyIn }: Pick<NodeGroupProps, 'applyIn'>) {
  return isWritten(applyIn) ? { applyIn } : {};
}

function timeoutsOf({ timeouts }: { readonly timeouts?: Timeouts }) {
  return isWritten(timeouts) ? { timeouts } : {};
}

function mapValues<From, To>(
  map: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
