// A schema as the list of what a value may be, so that one with choices can be compared with one without.
import { folded, referenceName, type Schema } from '../read/schema.ts';

/** One form that a value may have; `name` where it is a schema with a name. */
export interface Alternative {
  readonly name: string | undefined;
  readonly schema: Schema;
}

/** What a value may be: the choices of `anyOf` and `oneOf`, each with what stands around them. */
export function alternativesOf(schema: Schema, schemas: Record<string, Schema>): Alternative[] {
  const whole = folded(schema, schemas);
  const { anyOf, oneOf, ...around } = whole;
  const choices = anyOf ?? oneOf;
  if (choices === undefined)
    return [{ name: schema.$ref === undefined ? undefined : referenceName(schema.$ref), schema: whole }];
  const isConditional = choices.every(({ $ref, type }) => $ref === undefined && type === undefined);
  // Choices that only demand something of the same value, such as one of two fields, are a condition of it.
  if (isConditional) return [{ name: undefined, schema: whole }];
  return choices.flatMap((choice) =>
    alternativesOf(choice, schemas).map(({ name, schema: inner }) => ({
      name,
      schema: { ...around, ...inner },
    })),
  );
}

/** The types of a value; none where the schema leaves them open. */
export function typesOf(schema: Schema): string[] {
  return schema.type === undefined ? [] : [schema.type].flat();
}

/** Pairs each alternative with the one of the other contract that took its place. */
export function pairUp(
  old: readonly Alternative[],
  now: readonly Alternative[],
): {
  readonly pairs: [Alternative, Alternative][];
  readonly gone: Alternative[];
  readonly added: Alternative[];
} {
  const [gone, added] = [[...old], [...now]];
  const pairs: [Alternative, Alternative][] = [];
  const take = (fits: (one: Alternative, other: Alternative) => boolean) => {
    for (const one of [...gone]) {
      const other = added.find((each) => fits(one, each));
      if (other === undefined) continue;
      pairs.push([one, other]);
      gone.splice(gone.indexOf(one), 1);
      added.splice(added.indexOf(other), 1);
    }
  };
  take((one, other) => one.name !== undefined && one.name === other.name);
  take((one, other) => isListed(one) === isListed(other) && overlap(one, other));
  take(overlap);
  // Whatever is alone on both sides took the place of the other.
  if (gone.length === 1 && added.length === 1) take(() => true);
  return { pairs, gone, added };
}

const isListed = ({ schema }: Alternative) => schema.enum !== undefined || schema.const !== undefined;

const overlap = (one: Alternative, other: Alternative) => {
  const types = typesOf(other.schema);
  return (
    typesOf(one.schema).some((type) => types.includes(type)) || typesOf(one.schema).length === types.length
  );
};
