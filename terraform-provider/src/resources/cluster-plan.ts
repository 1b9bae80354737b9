// What is special about the plan of a cluster: it protects, it knows which versions may follow, it never deletes a
// child that something else keeps, and it waits for what an earlier apply left unfinished.
import { loweredCluster } from '@hikube/domain';
import {
  type Diagnostic,
  DiagnosticsError,
  error,
  formatPath,
  isObject,
  isUnknown,
  type ModifyChangeRequest,
  type ModifyPlanRequest,
  type ObjectValue,
  own,
  type PlanModification,
  type Schema,
  UNKNOWN,
  warning,
} from 'terraform-plugin';
import { diagnosticsOf } from '../api/problems.ts';
import { toApi } from '../bridge/to-api.ts';
import { foreseeDeletion } from '../lifecycle/foresee-deletion.ts';
import { nameOf } from '../lifecycle/kind.ts';
import { lowered } from '../lifecycle/lowered.ts';
import { type ChildNames, type Memory, recall, remember } from '../lifecycle/memory.ts';
import { coming, leaving, staying } from '../lifecycle/planned-names.ts';
import { NOTHING, preflight } from '../lifecycle/preflight.ts';
import type { ProviderData } from '../provider-data.ts';
import { clusterKind } from './cluster-kind.ts';
import { noteProtection, protectedNamesake, protection } from './cluster-protection.ts';
import { versionStep } from './cluster-version-step.ts';
import { derivedSizes, withSizes } from './derived-sizes.ts';

type Request = ModifyPlanRequest<Schema, ProviderData>;
type ChangeRequest = ModifyChangeRequest<Schema, ProviderData>;

export async function planCluster(request: Request): Promise<PlanModification | undefined> {
  const prior = request.prior as ObjectValue | null;
  if (request.action === 'delete' || request.action === 'replace') {
    const refusal = protection(prior as ObjectValue, request.action);
    if (refusal) return { diagnostics: [refusal] };
  }
  if (request.action === 'delete') {
    const clash = leaving(clusterKind, request);
    return (
      clash ?? { diagnostics: await foreseeDeletion(request.prior, request.data, recall(request.private)) }
    );
  }
  const { private: state, data } = request;
  const config = request.config as ObjectValue;
  const planned = request.planned as ObjectValue;
  if (data) announce(config, data);
  const memory = recall(state);
  const taken = prior === null ? undefined : await childrenTakenOver(request, prior);
  const removing = taken?.removing;
  const offline = [
    ...(data ? listed(config, data) : []),
    ...(data ? separateToo(config, data) : []),
    ...kept(config, memory.separate),
    ...kept(config, taken?.separate),
    ...(await versionStep(request, prior)),
    ...losses(removing),
    ...(request.action === 'update' ? released(config, prior as ObjectValue) : []),
  ];
  const sizes = request.action === 'update' ? derivedSizes(config, planned) : [];
  noteProtection(prior, data);
  const clash =
    request.action === 'create'
      ? (protectedNamesake(planned, data) ?? coming(clusterKind, request))
      : staying(clusterKind, request);
  // Where two resources clash, what the service says is about the other one.
  const { diagnostics: found, takeOver } = clash
    ? NOTHING
    : await preflight(clusterKind, withMemory(request, { ...memory, removing }));
  const lost = request.action === 'replace' ? await foreseeDeletion(prior as ObjectValue, data, memory) : [];
  return {
    diagnostics: [
      ...offline,
      ...(clash ? [clash] : []),
      ...withoutEcho(found, offline),
      ...lost,
      ...(request.action === 'update' ? weaker(prior as ObjectValue, withSizes(planned, sizes)) : []),
    ],
    values: sizes,
    ...idToBe(planned),
    unknown: request.action === 'update' || memory.operation !== undefined ? [['last_operation']] : [],
    private: remember(request.action === 'create' ? { takeOver } : { ...memory, removing }),
  };
}

/** The id is unknown until there is a cluster, so that nothing is opened before; children learn whose they will be. */
function idToBe(planned: ObjectValue): Pick<PlanModification, 'prefixes'> {
  const name = own(planned, 'name');
  return typeof name === 'string' ? { prefixes: { id: name } } : {};
}

/** What the service refuses at a place that was refused already, it says a second time in other words. */
function withoutEcho(found: readonly Diagnostic[], said: readonly Diagnostic[]): readonly Diagnostic[] {
  const refused = new Set(
    said.filter(({ severity }) => severity === 'error').map(({ path = [] }) => formatPath(path)),
  );
  return found.filter(({ severity, path = [] }) => severity !== 'error' || !refused.has(formatPath(path)));
}

function weaker(prior: ObjectValue, planned: ObjectValue): Diagnostic[] {
  const asApi = (values: ObjectValue) => toApi(clusterKind.rows, values, 'rules');
  return lowered(nameOf(clusterKind, prior), loweredCluster(asApi(prior), asApi(planned)));
}

function withMemory(
  request: ChangeRequest,
  memory: { readonly [Key in keyof Memory]?: Memory[Key] | undefined },
) {
  return { ...request, private: remember(memory) };
}

/** Other resources that would decide about the same are refused when they are planned, which is after their cluster. */
function announce(config: ObjectValue, data: ProviderData): void {
  const name = own(config, 'name');
  if (typeof name !== 'string') return;
  // What is unknown may turn out to be none; apply plans again with what it is then.
  const isSet = (attribute: string) => ![null, UNKNOWN].includes(own(config, attribute) as null);
  if (isSet('version')) data.clustersWithVersion.add(name);
  for (const map of ['node_groups', 'addons'] as const) if (isSet(map)) data.clustersWithMap[map].add(name);
}

/** Two resources would decide about one child, and the other one was planned before: it names the cluster by its name. */
function separateToo(
  config: ObjectValue,
  { clustersWithMap, clustersWithSeparate }: ProviderData,
): Diagnostic[] {
  const name = String(own(config, 'name'));
  return (['node_groups', 'addons'] as const)
    .filter((map) => clustersWithMap[map].has(name) && clustersWithSeparate[map].has(name))
    .map((map) =>
      error(
        `The cluster ${name} lists its ${map === 'addons' ? 'add-ons' : 'node groups'} itself`,
        `${map} is everything that the cluster shall have, and another resource keeps one beside it. ` +
          `Use one of the two: remove ${map} from the cluster, or move what the other resource keeps into the map and take that resource out of the configuration with a "removed" block.`,
        [map],
      ),
    );
}

/** What a map has must not be destroyed by a resource that kept it before, and has left the configuration. */
function listed(config: ObjectValue, { plannedNames }: ProviderData): Diagnostic[] {
  const cluster = own(config, 'name');
  if (typeof cluster !== 'string') return [];
  const names = (map: string, noun: string, type: string) => {
    const children = own(config, map);
    if (!isObject(children)) return [];
    return Object.keys(children).flatMap(
      (name) => plannedNames.list(`${noun} ${cluster}/${name}`, type, map) ?? [],
    );
  };
  return [
    ...names('node_groups', 'node group', 'hikube_kubernetes_node_group'),
    ...names('addons', 'add-on', 'hikube_kubernetes_addon'),
  ];
}

/** A map in the configuration must not lose what a resource of its own keeps; what it names it takes over. */
function kept(config: ObjectValue, separate: ChildNames | undefined): Diagnostic[] {
  const check = (attribute: string, type: string, names: readonly string[] = []) => {
    const map = own(config, attribute);
    // What is unknown may turn out to be none, or to have them all; apply plans again with what it is then.
    if (map === null || isUnknown(map)) return [];
    return names.map((name) =>
      isObject(map) && Object.hasOwn(map, name)
        ? warning(
            `${name} will be taken over`,
            `A ${type} has kept ${name}, and from now on the map ${attribute} keeps it. If that resource is still in a configuration, remove it there with a "removed" block.`,
            [attribute],
          )
        : error(
            `${name} is kept by a resource of its own`,
            `The map ${attribute} lists everything that the cluster shall have, and ${name} is kept by a ${type}. ` +
              `Use one of the two: remove ${attribute} from the cluster, or remove that resource with a "removed" block and add ${name} to the map.`,
            [attribute],
          ),
    );
  };
  return [
    ...check('node_groups', 'hikube_kubernetes_node_group', separate?.nodeGroups),
    ...check('addons', 'hikube_kubernetes_addon', separate?.addons),
  ];
}

interface Child {
  readonly name: string;
  readonly manager: string;
}

interface TakenOver {
  /** Children that the new map does not have, and will delete. */
  readonly removing: ChildNames;
  /** Children that the new map must leave alone. */
  readonly separate: ChildNames;
}

/** A map that is new in the configuration takes over what the cluster has; nothing was read of that before. */
async function childrenTakenOver(
  { config, data, signal }: ChangeRequest,
  prior: ObjectValue,
): Promise<TakenOver | undefined> {
  const appears = (name: string) => own(prior, name) === null && own(config as ObjectValue, name) !== null;
  if (!data || (!appears('node_groups') && !appears('addons'))) return undefined;
  const hikube = await data.client();
  const cluster = String(prior['name']);
  const look = async (attribute: string, list: typeof hikube.nodeGroups | typeof hikube.addons) => {
    const wanted = own(config as ObjectValue, attribute);
    if (!appears(attribute) || wanted === null || isUnknown(wanted)) return { removing: [], separate: [] };
    const listing: Promise<readonly Child[]> = list.list(cluster, { limit: 200, signal }).toArray();
    const children = await mustKnow(attribute, listing);
    const [separate, others] = [
      children.filter(({ manager }) => manager === 'separate'),
      children.filter(({ manager }) => manager !== 'separate'),
    ];
    const removing = others.filter(({ name }) => !Object.hasOwn(wanted as ObjectValue, name));
    const names = (some: readonly { readonly name: string }[]) => some.map(({ name }) => name);
    return { removing: names(removing), separate: names(separate) };
  };
  const nodeGroups = await look('node_groups', hikube.nodeGroups);
  const addons = await look('addons', hikube.addons);
  return {
    removing: { nodeGroups: nodeGroups.removing, addons: addons.removing },
    separate: { nodeGroups: nodeGroups.separate, addons: addons.separate },
  };
}

/** A plan that does not know what it would delete must not be made. */
async function mustKnow<T>(attribute: string, children: Promise<T>): Promise<T> {
  try {
    return await children;
  } catch (refusal) {
    const doing = `plan ${attribute}, which is new in the configuration, without knowing what the cluster has`;
    throw new DiagnosticsError(
      ...diagnosticsOf(refusal, doing).map((found) => ({ ...found, path: [attribute] })),
    );
  }
}

function losses(removing: ChildNames | undefined): Diagnostic[] {
  const warn = (attribute: string, names: readonly string[] = []) =>
    names.map((name) =>
      warning(
        `${name} will be deleted`,
        `The cluster has ${name}, and the map ${attribute}, which is new in the configuration, does not. Add it to the map to keep it.`,
        [attribute],
      ),
    );
  return [...warn('node_groups', removing?.nodeGroups), ...warn('addons', removing?.addons)];
}

/** A map that left the configuration is shown with a minus, although nothing of it is deleted. */
function released(config: ObjectValue, prior: ObjectValue): Diagnostic[] {
  return ['node_groups', 'addons'].flatMap((attribute) => {
    const before = own(prior, attribute);
    if (!isObject(before) || own(config, attribute) !== null) return [];
    const names = Object.keys(before).sort();
    if (names.length === 0) return [];
    return [
      warning(
        `${names.join(' and ')} ${names.length === 1 ? 'stays' : 'stay'} in the cluster ${String(prior['name'])}`,
        `The map ${attribute} is no longer in the configuration. What it kept is not deleted, and from now on not managed here. To delete it, write \`${attribute} = {}\`.`,
        [attribute],
      ),
    ];
  });
}
