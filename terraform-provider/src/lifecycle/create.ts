// Creates an object so that it is never lost and never made twice. Terraform stores state only after apply returns, so
// a provider that dies while it waits must find its object again: the create says "only if there is nothing", and a
// conflict with our own earlier, equal create is taken over.
import type { CreateOptions, Hikube, PendingOperation } from '@hikube/sdk';
import { outageNote } from '../api/outage.ts';
import { diagnosticsOf, hasCode, noteAbout } from '../api/problems.ts';
import { describeOutcome, type Outcome, seconds, waitFor } from '../api/waiting.ts';
import {
  type ApplyResult,
  type CreateRequest,
  type Diagnostic,
  DiagnosticsError,
  error,
  type ObjectValue,
  type Schema,
  warning,
} from '../framework/index.ts';
import type { ProviderData } from '../provider-data.ts';
import { type ApiRecord, type Kind, nameOf } from './kind.ts';
import { goneAgain, settle } from './settle.ts';

/** Older objects are never taken over: somebody has had time to use them. */
const ADOPTABLE_MS = 24 * 3600 * 1000;

export interface CreateHooks<R> {
  readonly timeoutMs: number;
  readonly options?: CreateOptions;
  /** The object is usable although its operation failed in part. */
  readonly isUsable?: (resource: R) => boolean;
}

export async function createObject<R extends ApiRecord>(
  kind: Kind<R>,
  request: CreateRequest<Schema, ProviderData>,
  hooks: CreateHooks<R>,
): Promise<ApplyResult<Schema>> {
  const { data, signal } = request;
  const planned = request.plan as ObjectValue;
  const hikube = await data.client();
  data.reads.forget();
  const body = kind.createBody(planned, request.config as ObjectValue);
  const { pending, notes } = await begin(kind, hikube, data, planned, () =>
    kind.create(hikube, planned, body, { ifNoneMatch: '*', ...hooks.options }),
  );
  const outcome = pending && (await waitFor(pending, { timeoutMs: hooks.timeoutMs, signal, now: data.now }));
  const settled = await settle(kind, hikube, data, planned, outcome, {});
  if (settled === undefined) return goneAgain(kind, planned, outcome);
  const isUsable = settled.resource !== undefined && (hooks.isUsable?.(settled.resource) ?? false);
  return {
    state: settled.state as never,
    private: settled.private,
    diagnostics: [
      ...notes,
      ...settled.diagnostics,
      ...outageNote(nameOf(kind, planned), outcome),
      ...verdict(kind, planned, data, outcome, isUsable),
    ],
  };
}

interface Begun {
  /** Undefined when the object was adopted and its operation had ended. */
  readonly pending: PendingOperation<unknown> | undefined;
  readonly notes: readonly Diagnostic[];
}

async function begin(
  kind: Kind,
  hikube: Hikube,
  data: ProviderData,
  planned: ObjectValue,
  create: () => PendingOperation<unknown>,
): Promise<Begun> {
  const name = nameOf(kind, planned);
  const isSecond = data.creating.has(name);
  data.creating.add(name);
  const pending = create();
  try {
    await pending.accepted;
    return { pending, notes: [] };
  } catch (refusal) {
    if (!hasCode(refusal, 'already_exists')) {
      throw new DiagnosticsError(...diagnosticsOf(refusal, `create ${name}`, { rows: kind.rows }));
    }
    if (isSecond) throw twoOf(name);
    return adopt(kind, hikube, data, planned, existingOf(refusal));
  }
}

/** Taken over, one object would be in state twice, and deleting either would delete both. */
function twoOf(name: string): DiagnosticsError {
  return new DiagnosticsError(
    error(
      `Two resources make the ${name}`,
      `Another resource makes the ${name} in this same apply, and two objects cannot have one name. Give each a name of its own.`,
      ['name'],
    ),
  );
}

interface Existing {
  readonly uid: string;
  readonly sameCreate: boolean;
  readonly createdAt: string;
  readonly operation?: string | null;
}

function existingOf(refusal: unknown): Existing | undefined {
  return (refusal as { problem: { existing?: Existing } }).problem.existing;
}

function adopt(
  kind: Kind,
  hikube: Hikube,
  data: ProviderData,
  planned: ObjectValue,
  existing: Existing | undefined,
): Begun {
  const name = nameOf(kind, planned);
  const age = existing === undefined ? Number.POSITIVE_INFINITY : data.now() - Date.parse(existing.createdAt);
  if (!existing?.sameCreate || age > ADOPTABLE_MS || !data.adoptIdentical) {
    throw new DiagnosticsError(
      error(
        `The ${name} exists already`,
        `${existing?.sameCreate ? 'An equal request' : 'Something else, and not this configuration,'} created it` +
          `${existing === undefined ? '' : ` at ${existing.createdAt}`}. To manage it here, run:\n\n` +
          `  terraform import ${kind.type}.NAME ${kind.idOf(planned)}\n\nOtherwise choose another name.`,
        ['name'],
      ),
    );
  }
  const note = warning(
    `The ${name} was taken over`,
    `An equal create ${seconds(age)} ago made it, and Terraform did not live to store that. It is managed here from now on.`,
  );
  data.adopted.add(existing.uid);
  const operation = existing.operation ?? undefined;
  return {
    pending: operation === undefined ? undefined : hikube.operations.resume(operation),
    notes: [note],
  };
}

/** How a create ends: an error would make Terraform destroy the object at the next apply, so it is rare. */
function verdict(
  kind: Kind,
  planned: ObjectValue,
  data: ProviderData,
  outcome: Outcome | undefined,
  usable: boolean,
): Diagnostic[] {
  if (outcome === undefined) return [];
  const name = nameOf(kind, planned);
  if (outcome.ended === 'succeeded') return noteAbout(name, outcome.operation.warnings);
  const text = describeOutcome(outcome);
  if (outcome.ended === 'waiting') {
    const next = `${text} It exists and is in state. Run \`terraform apply\` again to wait for it.`;
    const make = data.onCreateTimeout === 'error' ? error : warning;
    return [make(`The ${name} is not ready yet`, next)];
  }
  if (usable)
    return [
      warning(
        `The ${name} is up, but not all of it`,
        `${text} Run \`terraform plan\` to see what is left to do.`,
      ),
    ];
  return [
    error(
      `The ${name} could not be created`,
      `${text}\n\nTerraform marks it as tainted and will destroy it at the next apply. To keep it, run:\n\n` +
        `  terraform untaint ${kind.type}.NAME`,
    ),
  ];
}
