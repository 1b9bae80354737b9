// hikube_kubernetes_version_upgrade: an upgrade as an object of its own, for those who plan when it happens.
import { checkVersionUpgrade, compareVersions } from '@hikube/domain';
import type {
  CreateOptions,
  Hikube,
  ObjectReference,
  Operation,
  PendingOperation,
  VersionUpgrade,
  VersionUpgradeCreate,
} from '@hikube/sdk';
import { type Diagnostic, DiagnosticsError, error, type ObjectValue, own, warning } from 'terraform-plugin';
import { outageNote } from '../api/outage.ts';
import { diagnosticsOf, diagnosticsOfFindings, hasCode, hasStatus, saysGone } from '../api/problems.ts';
import { describeOutcome, type Outcome, waitFor } from '../api/waiting.ts';
import { toApi } from '../bridge/to-api.ts';
import { existingOf, existsAlready, takenMeanwhile, takenOver } from '../lifecycle/existing.ts';
import {
  type Hold,
  heldElsewhere,
  holderOf,
  importedHold,
  leftAlone,
  type Told,
  tellHold,
} from '../lifecycle/holding.ts';
import { mustBeGone, ownerIfKnown, ownerOf } from '../lifecycle/identity.ts';
import { type Memory, recall, remember } from '../lifecycle/memory.ts';
import { READ_BACK_MS } from '../lifecycle/settle.ts';
import { unfinished } from '../lifecycle/unfinished.ts';
import type { ProviderData } from '../provider-data.ts';
import { parseChildId } from './children.ts';
import { define, timeouts } from './common.ts';
import { planUpgrade } from './version-upgrade-plan.ts';
import {
  clusterOf,
  idOf,
  type Known,
  label,
  place,
  rows,
  schema,
  TYPE,
  toState,
} from './version-upgrade-state.ts';

export const versionUpgrade = define.resource({
  schema,
  validate: ({ config }) => {
    const findings = checkVersionUpgrade(toApi(rows, config as ObjectValue, 'rules'));
    return {
      diagnostics: diagnosticsOfFindings(
        findings.filter(({ severity }) => severity === 'error'),
        place,
      ),
    };
  },
  modifyPlan: planUpgrade,

  create: async ({ plan, data, signal, log, private: memory }) => {
    const planned = plan as ObjectValue;
    const hikube = await data.client();
    const current = await clusterVersion(hikube, planned, signal);
    if ((compareVersions(String(planned['target_version']), current) ?? 1) <= 0) {
      return {
        state: toState(planned, undefined, current, null) as never,
        private: remember(await ownerIfKnown(data, {})),
        diagnostics: [
          warning(`Nothing to do for the ${label(planned)}`, `The cluster runs Kubernetes ${current}.`),
        ],
      };
    }
    data.reads.forget();
    const hold: Hold = { id: data.newId(), is: 'open' };
    const { takeOver } = recall(memory);
    const { pending, operation } = await begin(hikube, planned, {
      ifNoneMatch: '*',
      holder: hold.id,
      ...(takeOver === undefined ? {} : { takeOver }),
    });
    const isLater = own(planned, 'start') !== 'now';
    const limits = { timeoutMs: timeouts.ms('create', planned['timeouts']), signal, now: data.now, log };
    const outcome = isLater ? undefined : await waitFor(pending, limits);
    const last = outcome?.operation ?? operation;
    const upgrade = await readBack(hikube, planned, operation);
    const owner = await ownerIfKnown(data, {});
    const { uid } = operation.target;
    // An answer that nobody waits for is not stored, and a second Ctrl-C often follows the first: the next apply takes
    // over what this one leaves open, or the next read holds it.
    const told = signal.aborted
      ? { hold, isElsewhere: false }
      : await keep(hikube, planned, operation.target, hold);
    if (told.isElsewhere) return takenMeanwhile(wanted(planned, operation.target));
    return {
      state: toState(planned, upgrade, current, last.id) as never,
      private: remember({
        ...owner,
        operation: outcome?.ended === 'waiting' ? last.id : undefined,
        hold: told.hold,
      }),
      diagnostics: [
        ...(uid === takeOver ? [takenOver(label(planned))] : []),
        ...outageNote(label(planned), outcome),
        ...(outcome === undefined ? [scheduled(planned)] : verdict(planned, outcome)),
      ],
    };
  },

  read: async ({ state, data, signal, private: memory }) => {
    const known = state as ObjectValue;
    const hikube = await data.client();
    try {
      const cluster = await data.reads.clusters.read(clusterOf(known), signal);
      const upgradeId = own(known, 'upgrade_id');
      const upgrade =
        typeof upgradeId === 'string'
          ? await hikube.versionUpgrades.get(cluster.name, upgradeId, { signal })
          : undefined;
      if (upgrade !== undefined && isCalledOff(upgrade, cluster.version)) return { state: null };
      if (upgrade !== undefined) data.inState.add(upgrade.uid);
      const told = await keepHolding(hikube, upgrade, recall(memory), { data, signal });
      const operation = await unfinished(hikube, recall(memory).operation, signal);
      const from = String(own(known, 'from_version') ?? upgrade?.fromVersion ?? cluster.version);
      const last = own(known, 'last_operation') ?? upgrade?.status.currentOperation;
      return {
        state: toState(known, upgrade, from, last) as never,
        private: remember({ ...(await ownerOf(data, recall(memory))), operation, hold: told.hold }),
        diagnostics: told.isElsewhere ? [heldElsewhere(label(known))] : [],
      };
    } catch (refusal) {
      if (!saysGone(refusal))
        throw new DiagnosticsError(...diagnosticsOf(refusal, `read the ${label(known)}`));
      await mustBeGone(data, recall(memory), label(known));
      if (!data.isDirect || !(await isReached(data, known, signal))) return { state: null };
      const operation = await unfinished(hikube, recall(memory).operation, signal);
      return { state: known as never, private: remember({ ...recall(memory), operation }) };
    }
  },

  /** Only timeouts and the wait for an unfinished operation change in place. */
  update: async ({ plan, state, data, signal, log, private: memory }) => {
    const planned = plan as ObjectValue;
    const hikube = await data.client();
    const { operation } = recall(memory);
    if (operation === undefined) {
      return {
        state: { ...planned, last_operation: (state as ObjectValue)['last_operation'] ?? null } as never,
      };
    }
    const limits = { timeoutMs: timeouts.ms('update', planned['timeouts']), signal, now: data.now, log };
    const outcome = await waitFor(hikube.operations.resume(operation), limits);
    const left = outcome.ended === 'waiting' ? operation : undefined;
    return {
      state: { ...planned, last_operation: operation } as never,
      private: remember({ ...recall(memory), operation: left }),
      diagnostics: [...outageNote(label(planned), outcome), ...verdict(planned, outcome)],
    };
  },

  /** A plan that has not begun is cancelled; what has begun or ended is only forgotten. */
  delete: async ({ state, data, private: memory }) => {
    const known = state as ObjectValue;
    const upgradeId = own(known, 'upgrade_id');
    if (typeof upgradeId !== 'string') return undefined;
    const hikube = await data.client();
    data.reads.forget();
    try {
      await hikube.versionUpgrades.cancel(clusterOf(known), upgradeId, holderOf(recall(memory)));
    } catch (refusal) {
      if (hasCode(refusal, 'held_elsewhere')) return { state: null, diagnostics: [leftAlone(label(known))] };
      if (saysGone(refusal)) await mustBeGone(data, recall(memory), label(known));
      else if (!hasStatus(refusal, 409))
        throw new DiagnosticsError(...diagnosticsOf(refusal, `cancel the ${label(known)}`));
    }
    return undefined;
  },

  import: ({ id: text }) => {
    const child = parseChildId(text, 'version upgrade');
    return { state: { id: text, cluster_id: child.cluster, upgrade_id: child.name } };
  },
});

/** Somebody cancelled it before the cluster got there: what was asked for is not planned any more. */
function isCalledOff({ status, targetVersion }: VersionUpgrade, current: string): boolean {
  return status.phase === 'Cancelled' && (compareVersions(targetVersion, current) ?? 1) > 0;
}

/**
 * Directly, an upgrade is an object only for the process that has begun it, and what is left of it is the version of the cluster:
 * as long as that is there, nothing of what was asked for is gone.
 */
async function isReached(data: ProviderData, known: ObjectValue, signal: AbortSignal): Promise<boolean> {
  try {
    const { version } = await data.reads.clusters.read(clusterOf(known), signal);
    return (compareVersions(String(own(known, 'target_version')), version) ?? 1) <= 0;
  } catch (refusal) {
    if (saysGone(refusal)) return false;
    throw new DiagnosticsError(...diagnosticsOf(refusal, `read the ${label(known)}`));
  }
}

async function clusterVersion(hikube: Hikube, planned: ObjectValue, signal: AbortSignal): Promise<string> {
  try {
    return (await hikube.clusters.get(clusterOf(planned), { signal })).version;
  } catch (refusal) {
    throw new DiagnosticsError(...diagnosticsOf(refusal, `start the ${label(planned)}`));
  }
}

/** The last act of a create: from here on no other create takes the upgrade over. */
function keep(
  hikube: Hikube,
  planned: ObjectValue,
  { name, uid }: Pick<ObjectReference, 'name' | 'uid'>,
  hold: Hold,
): Promise<Told> {
  const object = { kind: 'VersionUpgrade', cluster: clusterOf(planned), name, uid } as const;
  return tellHold(hikube, object, hold, AbortSignal.timeout(READ_BACK_MS));
}

/** Whatever can be read has been stored before, but for the read that belongs to an import. */
async function keepHolding(
  hikube: Hikube,
  upgrade: VersionUpgrade | undefined,
  { hold }: Memory,
  { data, signal }: { readonly data: ProviderData; readonly signal: AbortSignal },
): Promise<{ readonly hold: Hold | undefined; readonly isElsewhere: boolean }> {
  if (upgrade === undefined) return { hold, isElsewhere: false };
  if (hold === undefined) return { hold: importedHold(data.newId), isElsewhere: false };
  const { cluster, id: name, uid } = upgrade;
  return tellHold(hikube, { kind: 'VersionUpgrade', cluster, name, uid }, hold, signal);
}

const wanted = (planned: ObjectValue, existing: Pick<ObjectReference, 'name'> | undefined) => ({
  name: label(planned),
  type: TYPE,
  id: idOf(clusterOf(planned), existing),
});

async function begin(
  hikube: Hikube,
  planned: ObjectValue,
  options: CreateOptions,
): Promise<{ pending: PendingOperation<VersionUpgrade>; operation: Operation }> {
  const body = toApi(rows, planned, 'create') as unknown as VersionUpgradeCreate;
  const pending = hikube.versionUpgrades.create(clusterOf(planned), body, options);
  try {
    return { pending, operation: await pending.accepted };
  } catch (refusal) {
    if (hasCode(refusal, 'already_exists')) {
      throw new DiagnosticsError(existsAlready(wanted(planned, existingOf(refusal)?.object), refusal));
    }
    throw new DiagnosticsError(...diagnosticsOf(refusal, `start the ${label(planned)}`, place));
  }
}

/** What was accepted exists, although it cannot be read now: the next refresh brings the rest. */
async function readBack(hikube: Hikube, planned: ObjectValue, { target }: Operation): Promise<Known> {
  try {
    return await hikube.versionUpgrades.get(clusterOf(planned), target.name);
  } catch {
    return { acceptedAs: target.name };
  }
}

/** It may be days until it starts: nobody waits for that at a terminal. */
function scheduled(planned: ObjectValue): Diagnostic {
  const startAt = own(planned, 'start_at');
  const when = typeof startAt === 'string' ? `at ${startAt}` : 'in the next maintenance window';
  return warning(
    `The ${label(planned)} is scheduled`,
    `It starts ${when}, and Terraform does not wait for it. Destroy this resource before then to cancel it.`,
  );
}

function verdict(values: ObjectValue, outcome: Outcome): Diagnostic[] {
  if (outcome.ended === 'succeeded') return [];
  const text = describeOutcome(outcome);
  if (outcome.ended === 'failed') return [error(`The ${label(values)} failed`, text)];
  return [
    warning(
      `The ${label(values)} is not finished yet`,
      `${text} Run \`terraform apply\` again to wait for it.`,
    ),
  ];
}
