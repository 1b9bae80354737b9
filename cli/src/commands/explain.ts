// hikube explain: what a problem code means, and what a field is.
import { problems } from '@hikube/openapi/problems';
import { type Field, partIn } from '../contract/field.ts';
import { kebab, spelled } from '../contract/parse.ts';
import { CliError } from '../errors/cli-error.ts';
import { didYouMean } from '../errors/nearest.ts';
import { bodies } from '../generated/fields.gen.ts';
import { command } from './command.ts';

/** What fields are of. */
const OBJECTS: Readonly<Record<string, readonly Field[]>> = {
  cluster: bodies.ClusterCreate,
  'node-group': bodies.NodeGroupCreate,
  addon: bodies.AddonPut,
  upgrade: bodies.VersionUpgradeCreate,
  kubeconfig: bodies.KubeconfigCreate,
  token: bodies.TokenCreate,
};

/** A field by its path below what it is of, with how it is typed. */
interface Named {
  readonly name: string;
  readonly title: string;
  readonly field: Field;
}

const pathOf = ({ path }: Field) => path.join('.');

const FIELDS: readonly Named[] = Object.entries(OBJECTS).flatMap(([object, fields]) =>
  fields.map((field) => ({ name: `${object}.${pathOf(field)}`, title: spelled(field.flag), field })),
);

/** With the fields of what is in them. */
const ALL = FIELDS.flatMap((outer): Named[] => [
  outer,
  ...(outer.field.elements ?? []).map((field) => ({
    name: `${outer.name}.${pathOf(field)}`,
    title: partIn(kebab(field.flag), outer.title),
    field,
  })),
]);

export const explain = command({
  brief: 'Explain a problem code, or a field such as cluster.topology; without a word, list them',
  more:
    'A field is named as in the API, behind the command that takes it: node-group.healthCheck.maxUnhealthy, also written\n' +
    'nodeGroup.health-check.max-unhealthy. A name before a dot, such as node-group.healthCheck, lists what is in it.',
  args: [{ name: 'what', brief: 'A code or a field', complete: 'problems', isOptional: true }],
  examples: ['hikube explain quota_exceeded', 'hikube explain cluster.topology', 'hikube explain -o name'],
  async run(session, { args: [what] }) {
    if (what === undefined) {
      await session.show('explanation', {
        items: [...codes(), ...FIELDS.map(fieldOf)],
      });
      return 0;
    }
    const found = codes().find(({ name }) => name === what) ?? fieldsAt(what);
    if (found === undefined)
      throw new CliError(`There is no problem code and no field ${JSON.stringify(what)}.`, {
        exit: 'notFound',
        next: [...meant(what), 'next: hikube explain'],
      });
    await session.show('explanation', found);
    return 0;
  },
});

/** A line for people: fields that end as what was typed, by whoever left out what they are of, or else what is spelt alike. */
function meant(what: string): string[] {
  const wanted = `.${kebab(what)}`;
  const ends = [...ALL.map(({ name }) => name), ...WITHIN].filter((name) => kebab(name).endsWith(wanted));
  if (ends.length > 0) return [`did you mean ${ends.slice(0, 3).join(' or ')}?`];
  return didYouMean(what, [...Object.keys(problems), ...ALL.map(({ name }) => name), ...WITHIN]);
}

/** What has fields and is none itself: `node-group`, `node-group.healthCheck`. */
const WITHIN = [
  ...new Set(
    ALL.flatMap(({ name }) => {
      const parts = name.split('.');
      return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
    }),
  ),
];

/** One field, or all that are in what is named; undefined where there is neither. */
function fieldsAt(what: string): object | undefined {
  const wanted = kebab(what);
  const field = ALL.find(({ name }) => kebab(name) === wanted);
  if (field !== undefined) return fieldOf(field);
  const items = ALL.filter(({ name }) => kebab(name).startsWith(`${wanted}.`));
  return items.length === 0 ? undefined : { items: items.map(fieldOf) };
}

const codes = () =>
  Object.entries(problems).map(([name, { status, title, retryable, description }]) => ({
    name,
    title,
    status,
    retryable,
    description,
  }));

function fieldOf({ name, title, field }: Named) {
  const { kind, description, choices, default: byDefault, isRequired, elements } = field;
  return {
    name,
    title,
    kind,
    ...(choices === undefined ? {} : { choices }),
    ...(byDefault === undefined ? {} : { default: byDefault }),
    required: isRequired === true,
    description,
    ...(elements === undefined ? {} : { fields: elements.map(pathOf) }),
  };
}
