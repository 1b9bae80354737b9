// hikube explain: what a problem code means, and what a field is.
import { problems } from '@hikube/openapi/problems';
import type { Field } from '../contract/field.ts';
import { spelled } from '../contract/parse.ts';
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

const FIELDS = Object.entries(OBJECTS).flatMap(([name, fields]) =>
  fields.map((field) => [[name, ...field.path].join('.'), field] as const),
);

export const explain = command({
  brief: 'Explain a problem code, or a field such as cluster.topology; without a word, list them',
  args: [{ name: 'what', brief: 'A code or a field', complete: 'problems', isOptional: true }],
  examples: ['hikube explain quota_exceeded', 'hikube explain cluster.topology', 'hikube explain -o name'],
  async run(session, { args: [what] }) {
    if (what === undefined) {
      await session.show('explanation', {
        items: [...codes(), ...FIELDS.map(([name, field]) => fieldOf(name, field))],
      });
      return 0;
    }
    const field = FIELDS.find(([name]) => name === what);
    const found =
      codes().find(({ name }) => name === what) ?? (field === undefined ? undefined : fieldOf(...field));
    if (found === undefined)
      throw new CliError(`There is no problem code and no field ${JSON.stringify(what)}.`, {
        exit: 'notFound',
        next: [
          ...didYouMean(what, [...Object.keys(problems), ...FIELDS.map(([name]) => name)]),
          'next: hikube explain',
        ],
      });
    await session.show('explanation', found);
    return 0;
  },
});

const codes = () =>
  Object.entries(problems).map(([name, { status, title, retryable, description }]) => ({
    name,
    title,
    status,
    retryable,
    description,
  }));

const fieldOf = (
  name: string,
  { flag, kind, description, choices, default: byDefault, isRequired }: Field,
) => ({
  name,
  title: spelled(flag),
  kind,
  ...(choices === undefined ? {} : { choices }),
  ...(byDefault === undefined ? {} : { default: byDefault }),
  required: isRequired === true,
  description,
});
