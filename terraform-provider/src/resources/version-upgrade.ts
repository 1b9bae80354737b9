// hikube_kubernetes_version_upgrade: an upgrade as an object of its own, for those who plan when it happens.
import { checkVersionUpgrade, compareVersions } from '@hikube/domain';
import type { Hikube, Operation, PendingOperation, VersionUpgrade, VersionUpgradeCreate } from '@hikube/sdk';
import { outageNote } from '../api/outage.ts';
import { diagnosticsOf, diagnosticsOfFindings, hasStatus } from '../api/problems.ts';
import { describeOutcome, type Outcome, waitFor } from '../api/waiting.ts';
import { toApi } from '../contract/to-api.ts';
import {
  type ApplyResult,
  type Diagnostic,
  DiagnosticsError,
  error,
  type ObjectValue,
  own,
  type Schema,
  warning,
} from '../framework/index.ts';
import { mustBeGone, tenantIfKnown } from '../lifecycle/identity.ts';
import { recall, remember } from '../lifecycle/memory.ts';
import { unfinished } from '../lifecycle/unfinished.ts';
import type { ProviderData } from '../provider-data.ts';
import { parseChildId } from './child-id.ts';
import { define, timeouts } from './common.ts';
import { planUpgrade } from './version-upgrade-plan.ts';
import { clusterOf, type Known, label, place, rows, schema, toState } from './version-upgrade-state.ts';

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

  create: async ({ plan, data, signal }) => {
    const planned = plan as ObjectValue;
    const hikube = await data.client();
    const current = await clusterVersion(hikube, planned, signal);
    if ((compareVersions(String(planned['target_version']), current) ?? 1) <= 0) {
      return {
        state: toState(planned, undefined, current, null) as never,
        private: remember({ tenant: await tenantIfKnown(data) }),
        diagnostics: [
          warning(`Nothing to do for the ${label(planned)}`, `The cluster runs Kubernetes ${current}.`),
        ],
      };
    }
    data.reads.forget();
    const begun = await begin(hikube, planned);
    if (own(planned, 'start') !== 'now') return scheduled(hikube, data, planned, current, begun.operation);
    const limits = { timeoutMs: timeouts.ms('create', planned['timeouts']), signal, now: data.now };
    const outcome = await waitFor(begun.pending, limits);
    const upgrade = await readBack(hikube, planned, outcome.operation);
    const operation = outcome.ended === 'waiting' ? outcome.operation.id : undefined;
    return {
      state: toState(planned, upgrade, current, outcome.operation.id) as never,
      private: remember({ tenant: await tenantIfKnown(data), operation }),
      diagnostics: [...outageNote(label(planned), outcome), ...verdict(planned, outcome)],
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
      const operation = await unfinished(hikube, recall(memory).operation, signal);
      const from = String(own(known, 'from_version') ?? upgrade?.fromVersion ?? cluster.version);
      const last = own(known, 'last_operation') ?? upgrade?.status.currentOperation;
      return {
        state: toState(known, upgrade, from, last) as never,
        private: remember({ tenant: cluster.tenant, operation }),
      };
    } catch (refusal) {
      if (!hasStatus(refusal, 404))
        throw new DiagnosticsError(...diagnosticsOf(refusal, `read the ${label(known)}`));
      await mustBeGone(data, recall(memory).tenant, label(known));
      return { state: null };
    }
  },

  /** Only timeouts and the wait for an unfinished operation change in place. */
  update: async ({ plan, state, data, signal, private: memory }) => {
    const planned = plan as ObjectValue;
    const hikube = await data.client();
    const { operation } = recall(memory);
    if (operation === undefined) {
      return {
        state: { ...planned, last_operation: (state as ObjectValue)['last_operation'] ?? null } as never,
      };
    }
    const limits = { timeoutMs: timeouts.ms('update', planned['timeouts']), signal, now: data.now };
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
      await hikube.versionUpgrades.cancel(clusterOf(known), upgradeId);
    } catch (refusal) {
      if (hasStatus(refusal, 404)) await mustBeGone(data, recall(memory).tenant, label(known));
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

async function clusterVersion(hikube: Hikube, planned: ObjectValue, signal: AbortSignal): Promise<string> {
  try {
    return (await hikube.clusters.get(clusterOf(planned), { signal })).version;
  } catch (refusal) {
    throw new DiagnosticsError(...diagnosticsOf(refusal, `start the ${label(planned)}`));
  }
}

async function begin(
  hikube: Hikube,
  planned: ObjectValue,
): Promise<{ pending: PendingOperation<VersionUpgrade>; operation: Operation }> {
  const body = toApi(rows, planned, 'create') as unknown as VersionUpgradeCreate;
  const pending = hikube.versionUpgrades.create(clusterOf(planned), body);
  try {
    return { pending, operation: await pending.accepted };
  } catch (refusal) {
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
async function scheduled(
  hikube: Hikube,
  data: ProviderData,
  planned: ObjectValue,
  from: string,
  operation: Operation,
): Promise<ApplyResult<Schema>> {
  const upgrade = await readBack(hikube, planned, operation);
  const startAt = own(planned, 'start_at');
  const when = typeof startAt === 'string' ? `at ${startAt}` : 'in the next maintenance window';
  return {
    state: toState(planned, upgrade, from, operation.id) as never,
    private: remember({ tenant: await tenantIfKnown(data) }),
    diagnostics: [
      warning(
        `The ${label(planned)} is scheduled`,
        `It starts ${when}, and Terraform does not wait for it. Destroy this resource before then to cancel it.`,
      ),
    ],
  };
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
