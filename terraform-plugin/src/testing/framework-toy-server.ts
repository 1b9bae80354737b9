// The toy resource: every behaviour and every nesting that the framework has, over the toy cloud.
import { error, warning } from '../diagnostics.ts';
import { DiagnosticsError } from '../errors.ts';
import { definitionsFor } from '../provider.ts';
import { importById } from '../resource.ts';
import { attribute } from '../schema/attribute-builders.ts';
import type { ChangeOf, StateOf } from '../schema/infer.ts';
import { defineSchema } from '../schema/schema.ts';
import { defineTimeouts } from '../schema/timeouts.ts';
import { types } from '../schema/types.ts';
import { rule } from '../validation/rules.ts';
import { isUnknown } from '../values/value.ts';
import type { ToyCloud, ToyServer } from './framework-toy-cloud.ts';

const timeouts = defineTimeouts({ create: '45m', delete: '30m' });
const minor = (version: string) => version.replace(/^v/, '').split('.').slice(0, 2).join('.');
const multiset = (values: string[]) => [...values].sort().join();

export const serverSchema = defineSchema({
  version: 2,
  description: 'A server of the toy cloud.',
  attributes: {
    id: attribute.string({ computed: true }),
    name: attribute.string({ required: true, requiresReplace: true }),
    version: attribute.string({ optional: true, computed: true, equal: (a, b) => minor(a) === minor(b) }),
    size: attribute.int64({ default: 3 }),
    price: attribute.int64({ dependsOn: ['size'] }),
    labels: attribute.map(types.string, { optional: true, emptyIsNull: true }),
    storage: attribute.string({ optional: true, immutable: 'Create another server to use another storage.' }),
    cards: attribute.list(types.string, {
      optional: true,
      emptyIsNull: true,
      equal: (a, b) => multiset(a) === multiset(b),
    }),
    groups: attribute.mapNested({
      optional: true,
      attributes: {
        min: attribute.int64({ required: true }),
        max: attribute.int64({ optional: true }),
        type: attribute.string({ default: 'small' }),
        node_id: attribute.string({ computed: true }),
        ready: attribute.int64({ volatile: true }),
      },
      rules: [
        rule<{ min: number; max: number | null }>(['min', 'max'], ({ min, max }) =>
          max !== null && min > max
            ? { path: ['min'], message: `min (${min}) is greater than max (${max})` }
            : undefined,
        ),
      ],
    }),
    rules: attribute.setNested({
      optional: true,
      attributes: {
        port: attribute.int64({ required: true }),
        host: attribute.string({ optional: true }),
        id: attribute.string({ computed: true }),
      },
    }),
    address: attribute.string({ computed: true }),
    password: attribute.string({ computed: true, sensitive: true }),
    secret_wo: attribute.string({
      optional: true,
      sensitive: true,
      writeOnly: true,
      versionedBy: 'secret_wo_version',
    }),
    secret_wo_version: attribute.int64({ optional: true }),
    secret_length: attribute.int64({ dependsOn: ['secret_wo_version'] }),
    timeouts: timeouts.attribute,
  },
});
type Plan = ChangeOf<typeof serverSchema>;
type State = StateOf<typeof serverSchema>;

/** Does to the server what the plan says. */
function write(cloud: ToyCloud, server: ToyServer, plan: Plan, secret: string | null): void {
  server.name = plan.name;
  if (typeof plan.version === 'string') server.version = minor(plan.version);
  server.size = plan.size;
  server.labels = plan.labels ?? {};
  server.storage = plan.storage;
  server.cards = [...(plan.cards ?? [])].sort();
  server.groups = Object.fromEntries(
    Object.entries(plan.groups ?? {}).map(([key, group]) => {
      const nodeId = server.groups[key]?.nodeId ?? cloud.nextId('node');
      return [key, { min: group.min, max: group.max, type: group.type, nodeId, ready: group.min }];
    }),
  );
  server.rules = (plan.rules ?? []).map(({ port, host, id }) => ({
    port,
    host,
    id: typeof id === 'string' ? id : cloud.nextId('rule'),
  }));
  if (secret !== null) server.secretLength = secret.length;
  server.generation += 1;
}

/** What the API says. Volatile and empty values are as an API would give them, not as Terraform likes them. */
function toState(
  server: ToyServer,
  known: Pick<State, 'secret_wo_version' | 'timeouts'> & { groups: unknown; rules: unknown },
): State {
  return {
    id: server.id,
    name: server.name,
    version: server.version,
    size: server.size,
    price: server.size * 10,
    labels: server.labels,
    storage: server.storage,
    cards: server.cards,
    groups:
      known.groups === null
        ? null
        : Object.fromEntries(
            Object.entries(server.groups).map(([key, { nodeId, ...group }]) => [
              key,
              { ...group, node_id: nodeId },
            ]),
          ),
    rules: known.rules === null ? null : server.rules,
    address: server.address,
    password: server.password,
    secret_wo: null,
    secret_wo_version: known.secret_wo_version,
    secret_length: server.secretLength,
    timeouts: known.timeouts,
  };
}

const refused = (operation: string) =>
  error('The toy cloud said no', `It refused to ${operation}.`, ['name']);

export const server = definitionsFor<ToyCloud>().resource<typeof serverSchema>({
  schema: serverSchema,

  async create({ plan, config, data: cloud, signal }) {
    cloud.record(`create ${plan.name} within ${timeouts.ms('create', plan.timeouts)} ms`);
    await cloud.turn(signal);
    const fault = cloud.takeFault('create');
    if (fault === 'refuse' || cloud.servers.has(plan.name)) throw new DiagnosticsError(refused('create'));
    const made: ToyServer = {
      id: plan.name,
      name: plan.name,
      version: '1.34',
      size: 0,
      labels: {},
      storage: null,
      cards: [],
      groups: {},
      rules: [],
      address: `https://${plan.name}.toy`,
      password: `pw-of-${plan.name}`,
      secretLength: 0,
      generation: 0,
    };
    cloud.servers.set(plan.name, made);
    write(cloud, made, plan, config.secret_wo);
    return {
      state: toState(made, plan),
      private: { generation: made.generation },
      diagnostics: fault === 'half' ? [error('Only half done', 'The server exists.')] : [],
    };
  },

  read({ state, data: cloud }) {
    const found = cloud.servers.get(state.name ?? state.id ?? '');
    if (found === undefined) return { state: null };
    // After an import nothing is known yet, so everything that exists is taken over.
    const isImport = state.name === null;
    const known = isImport ? { ...state, groups: {}, rules: {} } : state;
    return { state: toState(found, known), private: { generation: found.generation } };
  },

  update({ plan, config, state, private: kept, data: cloud }) {
    cloud.record(`update ${plan.name} from generation ${String(kept['generation'])}`);
    const fault = cloud.takeFault('update');
    if (fault === 'refuse') throw new DiagnosticsError(refused('update'));
    const found = cloud.server(state.name);
    write(cloud, found, plan, plan.secret_wo_version === state.secret_wo_version ? null : config.secret_wo);
    return { state: toState(found, plan), private: { generation: found.generation } };
  },

  delete({ state, data: cloud }) {
    cloud.record(`delete ${state.name} within ${timeouts.ms('delete', state.timeouts)} ms`);
    if (cloud.takeFault('delete') === 'refuse') throw new DiagnosticsError(refused('delete'));
    cloud.servers.delete(state.name);
    return undefined;
  },

  import: importById('id'),

  modifyPlan({ action, prior, planned }) {
    if (action === 'delete' || action === 'replace') {
      const isProtected = prior?.labels?.['protected'] === 'true';
      return isProtected
        ? { diagnostics: [error('The server is protected', 'Remove the label first.')] }
        : undefined;
    }
    if (action !== 'update' || isUnknown(planned.size) || prior === null) return undefined;
    const rolls = planned.size !== prior.size;
    return rolls
      ? { diagnostics: [warning(`Rolls ${prior.size} nodes`, 'One after the other.', ['size'])] }
      : undefined;
  },

  upgraders: {
    0: ({ title, ...rest }) => ({ ...rest, name: title ?? null }),
    1: ({ tags, ...rest }) => ({ ...rest, labels: tags ?? null }),
  },

  moves: [
    {
      typeName: 'rival_machine',
      provider: 'toys/rival',
      move: ({ state }) => ({ state: { name: String(state['hostname']), id: String(state['hostname']) } }),
    },
  ],
});
