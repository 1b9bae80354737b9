// Reads an object. A 404 means "gone" only if it was asked with a token of the object's own tenant; another uid under
// the same name is another object.
import type { Hikube } from '@hikube/sdk';
import {
  DiagnosticsError,
  type ObjectValue,
  type ReadRequest,
  type ReadResult,
  type Schema,
} from 'terraform-plugin';
import { diagnosticsOf, saysGone } from '../api/problems.ts';
import type { ProviderData } from '../provider-data.ts';
import { heldElsewhere, importedHold, type Told, tellHold, uidOf } from './holding.ts';
import { mustBeGone, mustBeWhereItWas, ownerOf } from './identity.ts';
import { type ApiRecord, type Kind, nameOf } from './kind.ts';
import { type Memory, recall, remember } from './memory.ts';
import { unfinished } from './unfinished.ts';

export async function readObject<R extends ApiRecord>(
  kind: Kind<R>,
  request: ReadRequest<Schema, ProviderData>,
  extra: (resource: R) => Partial<Memory> = () => ({}),
): Promise<ReadResult<Schema>> {
  const known = request.state as ObjectValue;
  const memory = recall(request.private);
  const { data, signal } = request;
  const hikube = await data.client();
  await mustBeWhereItWas(data, memory, nameOf(kind, known));
  const resource = await find(kind, request, known, memory);
  if (resource === undefined) return { state: null };
  data.inState.add(resource.uid);
  const owner = await ownerOf(data, memory);
  const fresh = kind.toState(resource, known);
  const operation = await unfinished(hikube, memory.operation, signal);
  const { hold, isElsewhere } = await keepHolding(kind, request, hikube, { ...known, ...fresh }, memory);
  return {
    state: fresh as never,
    private: remember({ ...owner, generation: resource.generation, operation, hold, ...extra(resource) }),
    diagnostics: isElsewhere ? [heldElsewhere(nameOf(kind, known))] : [],
  };
}

/** Whatever can be read has been stored before, but for the read that belongs to an import. */
async function keepHolding(
  kind: Kind,
  { data, signal }: ReadRequest<Schema, ProviderData>,
  hikube: Hikube,
  values: ObjectValue,
  { hold }: Memory,
): Promise<Told> {
  if (hold === undefined) return { hold: importedHold(data.newId), isElsewhere: false };
  const uid = uidOf(values);
  if (uid === undefined) return { hold, isElsewhere: false };
  return tellHold(hikube, { ...kind.heldAs(values), uid }, hold, signal);
}

/** The object, or undefined when it is certainly gone. */
async function find<R extends ApiRecord>(
  kind: Kind<R>,
  { data, signal }: ReadRequest<Schema, ProviderData>,
  known: ObjectValue,
  memory: Memory,
): Promise<R | undefined> {
  try {
    const resource = await kind.refresh(data.reads, known, signal);
    const expected = known['uid'];
    if (typeof expected !== 'string' || expected === resource.uid) return resource;
  } catch (error) {
    if (!saysGone(error)) throw new DiagnosticsError(...diagnosticsOf(error, `read ${nameOf(kind, known)}`));
  }
  await mustBeGone(data, memory, nameOf(kind, known));
  return undefined;
}
