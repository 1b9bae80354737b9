// Another provider, from which objects can be moved to the toy provider.
import { definitionsFor } from '../provider.ts';
import { attribute } from '../schema/attribute-builders.ts';
import { defineSchema } from '../schema/schema.ts';

export const RIVAL_ADDRESS = 'registry.terraform.io/toys/rival';

const define = definitionsFor<undefined>();
const schema = defineSchema({
  attributes: { hostname: attribute.string({ required: true }), uptime: attribute.int64({ optional: true }) },
});

/** It keeps what it is told, and knows of nothing else. */
export const rivalProvider = define.provider({
  name: 'rival',
  schema: defineSchema({ attributes: {} }),
  configure: () => ({ data: undefined }),
  resources: {
    rival_machine: define.resource<typeof schema>({
      schema,
      create: ({ plan }) => ({ state: plan, private: { by: 'rival' } }),
      read: ({ state }) => ({ state: { hostname: state.hostname ?? '', uptime: state.uptime } }),
      update: ({ plan }) => ({ state: plan }),
      delete: () => undefined,
    }),
  },
});
