// The create form of a resource: what a person may write, with the same bounds, and nothing that the platform assigns.
import { type Schema, withoutFacts } from '../read/schema.ts';

/** Whether a person may write this property. Parts without a class of their own follow the property they are in. */
export function isWritable(schema: Schema): boolean {
  const facts = schema['x-hikube-terraform'];
  return (
    facts === undefined ||
    (!facts.parent && ['input', 'constant-default', 'derived-default'].includes(facts.class))
  );
}

/** Whether a property must be given: it is a plain input that its resource always has. */
function isMandatory(schema: Schema): boolean {
  const facts = schema['x-hikube-terraform'];
  return facts === undefined || facts.class === 'input';
}

/** What may be sent to create an object of this schema. Defaults stay, as documentation of what the service fills in. */
export function createForm(schema: Schema): Schema {
  const form = withoutFacts(schema);
  if (schema.items !== undefined) form.items = createForm(schema.items);
  if (typeof schema.additionalProperties === 'object')
    form.additionalProperties = createForm(schema.additionalProperties);
  if (schema.properties === undefined) return form;
  const writable = Object.entries(schema.properties).filter(([, property]) => isWritable(property));
  form.properties = Object.fromEntries(writable.map(([name, property]) => [name, createForm(property)]));
  const mandatory = new Map(writable.filter(([, property]) => isMandatory(property)));
  const required = (schema.required ?? []).filter((name) => mandatory.has(name));
  if (required.length > 0) form.required = required;
  else delete form.required;
  return form;
}
