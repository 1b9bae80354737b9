// hikube upgrade …: move a cluster to the next minor version.
import type { Hikube, Operation, VersionUpgradeCreate } from '@hikube/sdk';
import { bodyOf } from '../contract/body.ts';
import { filled } from '../contract/field.ts';
import { CliError } from '../errors/cli-error.ts';
import { bodies, queries } from '../generated/fields.gen.ts';
import { count } from '../output/impact.ts';
import { planSummary, upgradeSummary } from '../output/summary/operation.ts';
import type { Session } from '../session.ts';
import { command, type Group } from './command.ts';
import { WORK } from './flags.ts';
import { ALL, CLUSTER, EVERY, lists, shows } from './reading.ts';
import { carryOut, show } from './work.ts';

const UPGRADE = {
  name: 'upgrade',
  brief: 'Id of the upgrade; the one that is not over without it',
  complete: 'upgrades',
  isOptional: true,
} as const;

const plan = shows(
  {
    kind: 'upgradePlan',
    brief: 'Show what an upgrade would do: steps, nodes that roll, and what stands in the way',
    args: [CLUSTER],
    fields: queries.getUpgradePlan,
    examples: ['hikube upgrade plan prod', 'hikube upgrade plan prod --to 1.35 -o json'],
  },
  (hikube, [cluster = ''], query) => hikube.versionUpgrades.plan(cluster, query),
  planSummary,
);

const start = command({
  brief: 'Upgrade a cluster: now, at a time, or in the maintenance window',
  more: 'Without --target-version, to the next version that is offered.',
  args: [CLUSTER],
  flags: WORK,
  fields: filled(bodies.VersionUpgradeCreate, { targetVersion: undefined }),
  examples: [
    'hikube upgrade start prod --target-version 1.35 --yes',
    'hikube upgrade start prod --yes --start at --start-at 2026-01-05T02:00:00Z --no-wait',
  ],
  async run(session, { args: [cluster = ''], flags, fields }) {
    const { versionUpgrades } = await session.client();
    const body = (await bodyOf(
      bodies.VersionUpgradeCreate,
      fields,
      session.load,
    )) as unknown as VersionUpgradeCreate;
    const whole = {
      ...body,
      targetVersion: body.targetVersion ?? (await nextVersion(versionUpgrades, cluster)),
    };
    return carryOut(session, flags, {
      kind: 'versionUpgrade',
      preview: () => versionUpgrades.previewCreate(cluster, whole),
      start: () => versionUpgrades.create(cluster, whole),
      question: ({ nodesRolled }) =>
        `Upgrade ${cluster} to ${whole.targetVersion}, replacing ${count(nodesRolled, 'node')}?`,
    });
  },
});

async function nextVersion(upgrades: Hikube['versionUpgrades'], cluster: string): Promise<string> {
  const { targetVersion, currentVersion } = await upgrades.plan(cluster);
  if (targetVersion !== null) return targetVersion;
  throw new CliError(`${cluster} runs ${currentVersion}, and nothing newer is offered.`, {
    exit: 'conflict',
  });
}

const status = shows(
  {
    kind: 'versionUpgrade',
    brief: 'Show an upgrade with its steps',
    args: [CLUSTER, UPGRADE],
    examples: ['hikube upgrade status prod'],
  },
  async (hikube, [cluster = '', id]) =>
    hikube.versionUpgrades.get(cluster, id ?? (await present(hikube, cluster, 'latest'))),
  upgradeSummary,
);

/** The upgrade that is meant when none is named. */
async function present(hikube: Hikube, cluster: string, which: 'open' | 'latest'): Promise<string> {
  const all = (await hikube.versionUpgrades.list(cluster).toArray()).sort((a, b) =>
    a.createdAt.localeCompare(b.createdAt),
  );
  const found =
    all.findLast(({ status: { endedAt } }) => endedAt === null) ??
    (which === 'latest' ? all.at(-1) : undefined);
  if (found !== undefined) return found.id;
  throw new CliError(`No upgrade of ${cluster} is ${which === 'open' ? 'open' : 'known'}.`, {
    exit: 'notFound',
    next: [`next: hikube upgrade plan ${cluster}`],
  });
}

type Steer = (hikube: Hikube, cluster: string, upgrade: string) => PromiseLike<Operation>;

const steering = (verb: string, brief: string, steer: Steer) =>
  command({
    brief,
    args: [CLUSTER, UPGRADE],
    examples: [`hikube upgrade ${verb} prod`],
    async run(session: Session, { args: [cluster = '', id] }) {
      const hikube = await session.client();
      await show(
        session,
        'operation',
        await steer(hikube, cluster, id ?? (await present(hikube, cluster, 'open'))),
      );
      return 0;
    },
  });

export const upgradeCommands: Group = {
  brief: 'Moves of a cluster to another Kubernetes version',
  commands: {
    plan,
    start,
    status,
    list: lists(
      {
        kind: 'versionUpgrade',
        brief: 'List upgrades',
        args: [EVERY],
        examples: ['hikube upgrade list prod'],
      },
      (hikube, [cluster = ALL]) => hikube.versionUpgrades.list(cluster),
    ),
    pause: steering('pause', 'Hold an upgrade; the node in hand is finished first', (hikube, cluster, id) =>
      hikube.versionUpgrades.pause(cluster, id),
    ),
    resume: steering('resume', 'Let a held upgrade go on', (hikube, cluster, id) =>
      hikube.versionUpgrades.resume(cluster, id),
    ),
    cancel: steering(
      'cancel',
      'Cancel an upgrade, until the first API server runs the new version',
      (hikube, cluster, id) => hikube.versionUpgrades.cancel(cluster, id),
    ),
  },
};
