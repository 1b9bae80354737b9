// A whole toy provider for tests with the real terraform.
import { error } from '../diagnostics.ts';
import { FunctionError } from '../errors.ts';
import { defineFunction, parameter } from '../function.ts';
import { definitionsFor } from '../provider.ts';
import { attribute } from '../schema/attribute-builders.ts';
import { defineSchema } from '../schema/schema.ts';
import { types } from '../schema/types.ts';
import { oneOf } from '../validation/validators.ts';
import type { ToyCloud } from './framework-toy-cloud.ts';
import { server } from './framework-toy-server.ts';

export const TOY_ADDRESS = 'registry.terraform.io/toys/toy';

const define = definitionsFor<ToyCloud>();

/** Gives back what it gets, to see values travel: numbers of every size, and values of any type. */
const echoSchema = defineSchema({
  attributes: {
    number: attribute.number({ optional: true }),
    whole: attribute.int64({ optional: true }),
    numbers: attribute.list(types.number, { optional: true }),
    any: attribute.dynamic({ optional: true }),
    object: attribute.object({ text: types.string, flags: types.set(types.bool) }, { optional: true }),
    number_out: attribute.number({ dependsOn: ['number'] }),
    any_out: attribute.dynamic({ dependsOn: ['any'] }),
  },
});
const echo = define.resource<typeof echoSchema>({
  schema: echoSchema,
  create: ({ plan }) => ({ state: { ...plan, number_out: plan.number, any_out: plan.any } }),
  read: ({ state }) => ({ state }),
  update: ({ plan }) => ({ state: { ...plan, number_out: plan.number, any_out: plan.any } }),
  delete: () => undefined,
});

const findSchema = defineSchema({
  attributes: {
    name: attribute.string({ required: true }),
    size: attribute.int64({ computed: true }),
    groups: attribute.mapNested({ computed: true, attributes: { min: attribute.int64({ computed: true }) } }),
  },
});
const find = define.dataSource<typeof findSchema>({
  schema: findSchema,
  read({ config, data: cloud }) {
    const found = cloud.servers.get(config.name);
    if (found === undefined) {
      return { diagnostics: [error('No such server', `There is no server "${config.name}".`, ['name'])] };
    }
    const groups = Object.entries(found.groups).map(([key, { min }]) => [key, { min }] as const);
    return { state: { name: config.name, size: found.size, groups: Object.fromEntries(groups) } };
  },
});

const tokenSchema = defineSchema({
  attributes: {
    role: attribute.string({ required: true, validators: [oneOf('admin', 'view')] }),
    token: attribute.string({ computed: true, sensitive: true }),
  },
});
const token = define.ephemeralResource<typeof tokenSchema>({
  schema: tokenSchema,
  open({ config, data: cloud }) {
    const made = cloud.nextId(`token-${config.role}`);
    cloud.openTokens.add(made);
    cloud.record(`open ${config.role}`);
    return { result: { role: config.role, token: made }, private: { token: made } };
  },
  close({ private: held, data: cloud }) {
    cloud.openTokens.delete(String(held['token']));
    cloud.record('close');
    return undefined;
  },
});

const functions = {
  next_minor: defineFunction({
    summary: 'The next minor version.',
    parameters: [parameter('version', types.string)],
    returns: types.string,
    run([version]) {
      const found = /^v?(\d+)\.(\d+)/.exec(version);
      if (found === null) throw new FunctionError(`"${version}" is not a version`, 0);
      return `${found[1]}.${Number(found[2]) + 1}`;
    },
  }),
  total: defineFunction({
    summary: 'The sum of all numbers.',
    parameters: [],
    variadic: parameter('numbers', types.int64),
    returns: types.int64,
    run: (_none, numbers) => numbers.reduce((sum, value) => sum + value, 0),
  }),
};

/** The provider over a cloud that the test holds. */
export function toyProvider(cloud: ToyCloud) {
  return define.provider({
    name: 'toy',
    schema: defineSchema({ attributes: { region: attribute.string({ optional: true }) } }),
    configure: ({ config }) => {
      cloud.record(`configure ${String(config.region)}`);
      return { data: cloud };
    },
    resources: { toy_server: server, toy_echo: echo },
    dataSources: { toy_server: find },
    ephemeralResources: { toy_token: token },
    functions,
  });
}
