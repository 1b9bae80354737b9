// The fields that the drill adds: one of each shape to a cluster, a node group and an add-on, and a new kind of options.

/** A field as it is written into the contract, with values to create it and to change it. */
export interface Addition {
  /** Name in the API. */
  readonly name: string;
  /** Name in Terraform. */
  readonly attribute: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly created: unknown;
  readonly changed: unknown;
  /** What a read shows after a patch has set it to null; undefined where it is absent then. */
  readonly reset?: unknown;
  /** What it is in Terraform when it was created. */
  readonly inTerraform?: (value: unknown) => unknown;
}

const facts = (more: object) => ({ 'x-hikube-terraform': { class: 'input', ...more } });
const text = { type: 'string', maxLength: 40, ...facts({}) };

export const ADDITIONS: readonly Addition[] = [
  {
    name: 'drillText',
    attribute: 'drill_text',
    schema: { ...text, description: 'A text of the drill.' },
    created: 'first',
    changed: 'second',
  },
  {
    name: 'drillNumber',
    attribute: 'drill_number',
    schema: {
      type: 'integer',
      description: 'A number of the drill.',
      minimum: 0,
      maximum: 9,
      default: 7,
      ...facts({ class: 'constant-default' }),
    },
    created: 3,
    changed: 0,
    reset: 7,
  },
  {
    name: 'drillList',
    attribute: 'drill_list',
    schema: {
      type: 'array',
      description: 'A list of the drill.',
      maxItems: 9,
      items: { type: 'string', maxLength: 40 },
      ...facts({ collection: 'ordered' }),
    },
    created: ['b', 'a'],
    changed: [],
  },
  {
    name: 'drillMap',
    attribute: 'drill_map',
    schema: {
      type: 'object',
      description: 'A map of the drill.',
      maxProperties: 9,
      propertyNames: { maxLength: 40 },
      additionalProperties: { type: 'string', maxLength: 40 },
      ...facts({ collection: 'map' }),
    },
    created: { one: '1', two: '2' },
    changed: { two: '3' },
  },
  {
    name: 'drillObject',
    attribute: 'drill_object',
    schema: {
      type: 'object',
      description: 'An object of the drill.',
      additionalProperties: false,
      ...facts({}),
      properties: {
        innerText: { ...text, description: 'A text inside an object of the drill.' },
        innerSwitch: {
          type: 'boolean',
          description: 'A switch inside an object of the drill.',
          default: true,
          ...facts({ class: 'constant-default' }),
        },
      },
    },
    created: { innerText: 'first', innerSwitch: true },
    changed: { innerText: 'second', innerSwitch: false },
    inTerraform: (value) => {
      const { innerText, innerSwitch } = value as { innerText: string; innerSwitch: boolean };
      return { inner_text: innerText, inner_switch: innerSwitch };
    },
  },
];

/** The add-on that takes the new kind of options, and what stands in them. */
export const NEW_OPTIONS = {
  addon: 'dashboard',
  name: 'drillOptions',
  attribute: 'drill_options',
  schema: {
    type: 'object',
    description: 'Options of the drill.',
    additionalProperties: false,
    properties: {
      mode: { ...text, description: 'A mode of the drill.' },
      size: {
        type: 'integer',
        description: 'A size of the drill.',
        minimum: 0,
        maximum: 9,
        default: 5,
        ...facts({ class: 'constant-default' }),
      },
    },
  },
  created: { mode: 'first', size: 5 },
  changed: { mode: 'second', size: 0 },
} as const;

/** The values of all additions, by name in the API. */
export function valuesOf(which: 'created' | 'changed'): Record<string, unknown> {
  return Object.fromEntries(ADDITIONS.map((addition) => [addition.name, addition[which]]));
}
