// Walks over everything that a Terraform resource is made of: the properties of the resource schemas, of the objects,
// lists and maps inside them, and of the schemas that they refer to.
import { folded, type Schema, type TerraformFacts } from '../read/schema.ts';

type Schemas = Record<string, Schema>;

/** A property of a resource with all that is known of it. */
export interface ResourceProperty {
  /** Such as `Cluster.network.dnsRecords`. */
  where: string;
  name: string;
  /** The property with what it refers to folded in. */
  schema: Schema;
  facts: TerraformFacts | undefined;
  /** Names of the properties beside it, and of those beside each object that it is in. */
  visible: ReadonlySet<string>;
  /** 0 for a property of the resource itself. */
  depth: number;
}

function* inside(
  schema: Schema,
  where: string,
  outer: ReadonlySet<string>,
  depth: number,
  schemas: Schemas,
): Generator<ResourceProperty> {
  const visible = new Set([...outer, ...Object.keys(schema.properties ?? {})]);
  for (const [name, declared] of Object.entries(schema.properties ?? {})) {
    const property = folded(declared, schemas);
    const facts = property['x-hikube-terraform'];
    const here = `${where}.${name}`;
    yield { where: here, name, schema: property, facts, visible, depth };
    // What the platform observes, and the children of an inline map, are no attributes of this resource.
    if (facts?.class === 'volatile' || facts?.inline !== undefined) continue;
    yield* inside(property, here, visible, depth + 1, schemas);
    if (property.items !== undefined)
      yield* inside(folded(property.items, schemas), `${here}[]`, visible, depth + 1, schemas);
    if (typeof property.additionalProperties === 'object') {
      yield* inside(folded(property.additionalProperties, schemas), `${here}{}`, visible, depth + 1, schemas);
    }
  }
}

/** Every property of every resource, and those that its create form adds. */
export function* resourceProperties(sources: Schemas): Generator<ResourceProperty> {
  for (const [name, schema] of Object.entries(sources)) {
    const derived = schema['x-hikube-derive'];
    const addsToResource =
      derived?.as === 'create' && sources[derived.from]?.['x-hikube-resource'] !== undefined;
    if (schema['x-hikube-resource'] !== undefined || addsToResource)
      yield* inside(schema, name, new Set(), 0, sources);
  }
}
