// The patch form of a resource: a JSON merge patch (RFC 7396) of what may change. Absent keeps, null resets, maps and
// objects merge key by key, arrays are replaced whole. What must hold of the result is checked on the merged object.
import { referenceName, type Schema, withoutFacts } from '../read/schema.ts';
import { createForm, isWritable } from './create-body.ts';

const NULL: Schema = { type: 'null' };

/** The same schema, and also null. */
function orNull(schema: Schema): Schema {
  // Null among the values of an enum is a value of that name for many generators, so it stands beside them.
  const isApart = schema.$ref !== undefined || schema.anyOf !== undefined || schema.enum !== undefined;
  if (isApart || typeof schema.type !== 'string') {
    const { description, ...rest } = schema;
    return { ...(description === undefined ? {} : { description }), anyOf: [rest, NULL] };
  }
  return { ...schema, type: [schema.type, 'null'] };
}

/** Whether null makes sense: there is something to go back to, be it a default or being absent. */
function canReset(property: Schema, requiredInSource: boolean): boolean {
  return (
    !requiredInSource || property.default !== undefined || property['x-hikube-terraform']?.class !== 'input'
  );
}

/** Rewrites resources into patches; remembers the parts that it had to derive on the way. */
class PatchDeriver {
  readonly #schemas: Record<string, Schema>;
  readonly #added: Record<string, Schema>;

  constructor(schemas: Record<string, Schema>, added: Record<string, Schema>) {
    this.#schemas = schemas;
    this.#added = added;
  }

  /** The patch of any schema, as the value of a key that is present. */
  patch(schema: Schema): Schema {
    const { default: _default, ...form } = withoutFacts(schema);
    if (form.$ref !== undefined) return { ...form, $ref: this.#patchReference(form.$ref) };
    if (form.items !== undefined) return { ...form, items: createForm(form.items) };
    if (form.properties !== undefined) return this.object(form, undefined);
    return typeof form.additionalProperties === 'object' ? this.#map(form, form.additionalProperties) : form;
  }

  /** The patch of an object with named properties. Counting properties makes no sense in a patch: null may be one. */
  object(schema: Schema, key: string | undefined): Schema {
    const { required, minProperties: _min, maxProperties: _max, ...form } = schema;
    const properties: Record<string, Schema> = {};
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (name === key || !isWritable(property) || property['x-hikube-terraform']?.immutable === 'replace')
        continue;
      const changed = this.patch(property);
      properties[name] = canReset(property, required?.includes(name) ?? false) ? orNull(changed) : changed;
    }
    return { ...form, properties };
  }

  /** The patch of a map: null removes a key, so a patch may carry twice the keys: all old ones gone, all new ones in. */
  #map(form: Schema, values: Schema): Schema {
    const { minProperties: _min, maxProperties, ...rest } = form;
    return {
      ...rest,
      ...(maxProperties === undefined ? {} : { maxProperties: 2 * maxProperties }),
      additionalProperties: orNull(this.patch(values)),
    };
  }

  /** Scalars are patched by themselves; objects by a schema of their own, named after them. */
  #patchReference(reference: string): string {
    const name = referenceName(reference);
    const target = this.#schemas[name];
    if (target?.properties === undefined) return reference;
    const patchName = `${name}Patch`;
    if (this.#added[patchName] === undefined) {
      this.#added[patchName] = {};
      this.#added[patchName] = this.patch(target);
    }
    return `#/components/schemas/${patchName}`;
  }
}

/** What may be sent to change an object of this schema; `key` is the property that names it. */
export function patchForm(
  source: Schema,
  key: string | undefined,
  schemas: Record<string, Schema>,
  added: Record<string, Schema>,
): Schema {
  return new PatchDeriver(schemas, added).object(withoutFacts(source), key);
}
