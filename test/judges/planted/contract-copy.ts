// A copy of the contract as it is published, and the parts of it that a test changes.
import { publishedForms } from '@hikube/contract-compiler';
import { loadContract } from '@hikube/contract-compiler/contract';
import type { Contract, Operation, Parameter, Response, Schema } from '@hikube/contract-compiler/schema';

/** The published contract, to be changed. */
export type Copy = Contract;

/** The contract as it is published from this source. */
export async function publishedContract(): Promise<Contract> {
  const { document } = await loadContract();
  return publishedForms(document).published;
}

function found<T>(part: T | undefined, what: string): T {
  if (part === undefined)
    throw new Error(`The contract has no ${what} any more: choose another place to plant in.`);
  return part;
}

const nameOf = (reference: string) => reference.slice(reference.lastIndexOf('/') + 1);

/** The operation of this id; one without parameters gets a list of its own. */
export function operation({ paths }: Copy, id: string): Operation {
  const all = Object.values(paths).flatMap(({ get, put, post, patch, delete: remove }) => [
    ...[get, put, post, patch, remove],
  ]);
  const operation = found(
    all.find((each) => each?.operationId === id),
    `operation ${id}`,
  );
  operation.parameters ??= [];
  return operation;
}

/** The shared parameter of this name. */
export const parameter = ({ components }: Copy, name: string): Parameter =>
  found(components.parameters[name], `parameter ${name}`);

/** The shared header of this name. */
export const header = ({ components }: Copy, name: string) =>
  found(components.headers[name], `header ${name}`);

/** The schema of this name. */
export const schema = ({ components }: Copy, name: string): Schema =>
  found(components.schemas[name], `schema ${name}`);

/** The schema of the body of an operation, in the media type that it takes first. */
export function body(copy: Copy, id: string): Schema {
  const [media] = Object.values(operation(copy, id).requestBody?.content ?? {});
  return schema(copy, nameOf(found(media?.schema?.$ref, `named body of ${id}`)));
}

/** A field of a schema. What is elsewhere, too, is copied first, so that only this one changes. */
export function property(of: Schema, name: string): Schema {
  return found(of.properties?.[name], `field ${name}`);
}

/** An answer of an operation; a shared one is copied first, so that only this one changes. */
export function answer(copy: Copy, id: string, status: string): Response {
  const { responses } = operation(copy, id);
  const response = found(responses[status], `answer ${status} of ${id}`);
  if (response.$ref === undefined) return response;
  const own = structuredClone(found(copy.components.responses[nameOf(response.$ref)], response.$ref));
  responses[status] = own;
  return own;
}
