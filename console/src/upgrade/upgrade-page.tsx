// An upgrade: which versions may follow, what it does step by step, and when it begins. One that is planned or under way is
// shown with what can still be done about it.
import { isHikubeError, type UpgradePlan, type VersionUpgradeCreate } from '@hikube/sdk';
import { useContext, useState } from 'preact/hooks';
import { AnotherOne, useMeant } from '../cluster/meant.tsx';
import { OperationPanel } from '../cluster/operation-panel.tsx';
import { type ClusterPicture, currentOperation, readCluster } from '../cluster/picture.ts';
import { UpgradePanel } from '../cluster/upgrade-panel.tsx';
import { calledOf } from '../clusters/picture.ts';
import { useLive } from '../live/use-live.ts';
import { useWhyNot } from '../may.ts';
import { Surroundings } from '../surroundings.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/field.tsx';
import { Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { Refusal } from '../ui/problem.tsx';
import { Section } from '../ui/section.tsx';
import { Freshness, Shown } from '../ui/shown.tsx';
import { Mark } from '../ui/status.tsx';
import { useAction } from '../ui/use-action.ts';

interface Upgrading {
  readonly picture: ClusterPicture;
  /** Undefined while the cluster cannot be upgraded at all, such as while it comes up. */
  readonly plan: UpgradePlan | undefined;
}

/** The page. */
export function UpgradePage({ name }: { readonly name: string }) {
  const { client, words } = useContext(Surroundings);
  const reading = useLive(
    `upgrade/${name}`,
    async (signal): Promise<Upgrading> => {
      // Of a cluster that is not there, nothing else is asked.
      const picture = await readCluster(client, name, signal);
      const plan = await client.versionUpgrades.plan(name, { signal }).catch((error: unknown) => {
        if (isHikubeError(error, 'not_found') || signal.aborted) throw error;
        return undefined;
      });
      return { picture, plan };
    },
    (event) => event.cluster === name,
  );
  const called = reading.data === undefined ? name : calledOf(reading.data.picture.cluster);
  return (
    <Page
      title={words.upgradeOf(called)}
      path={[
        { label: words.clusters, route: { page: 'clusters' } },
        { label: called, route: { page: 'cluster', cluster: name } },
      ]}
      sub={<Freshness reading={reading} />}
    >
      <Shown reading={reading} what={words.theCluster(name)}>
        {({ picture, plan }) =>
          picture.upgrade === undefined ? (
            <Plan picture={picture} plan={plan} refresh={reading.refresh} />
          ) : (
            <UnderWay picture={picture} refresh={reading.refresh} />
          )
        }
      </Shown>
    </Page>
  );
}

function UnderWay({ picture, refresh }: { picture: ClusterPicture; refresh: () => Promise<void> }) {
  const operation = currentOperation(picture);
  const isShown = operation?.kind === 'VersionUpgrade.run';
  return (
    <div class="first">
      <UpgradePanel picture={picture} refresh={refresh} withSteps={!isShown} />
      {operation !== undefined && isShown ? <OperationPanel operation={operation} /> : null}
    </div>
  );
}

interface PlanProps extends Upgrading {
  readonly refresh: () => Promise<void>;
}

function Plan({ picture, plan, refresh }: PlanProps) {
  const { client, words } = useContext(Surroundings);
  const { name, maintenance } = picture.cluster;
  const meant = useMeant(picture.cluster);
  const whyNot = useWhyNot();
  const [start, setStart] = useState<'now' | 'window'>('now');
  const begin = useAction(async (order: VersionUpgradeCreate) => {
    if (!meant.is(await client.clusters.get(name))) return undefined;
    await client.versionUpgrades.create(name, order).accepted;
    await refresh();
    return words.upgradeAccepted(order.targetVersion);
  });
  if (meant.isAnother) return <AnotherOne name={name} />;
  if (plan === undefined)
    return (
      <Note kind="idle">
        <p>{words.noPlanNow}</p>
      </Note>
    );
  const { targetVersion, currentVersion, blockers, warnings } = plan;
  if (targetVersion === null)
    return (
      <Note kind="ok">
        <p>{words.newestAlready(currentVersion)}</p>
      </Note>
    );
  return (
    <>
      <p class="strong num">
        {currentVersion} → {targetVersion}
      </p>
      <PlanSteps plan={plan} />
      <Findings blockers={blockers} warnings={warnings} />
      <Section title={words.when}>
        <Choice
          legend={words.when}
          isHidden
          name="start"
          value={start}
          choices={[
            { value: 'now', label: words.startNow, says: words.startNowMeans },
            {
              value: 'window',
              label: words.startInWindow,
              says: maintenance === undefined ? '' : words.windowText(maintenance.window),
              ...(maintenance === undefined ? { why: words.noWindowHere } : {}),
            },
          ]}
          onText={(value) => setStart(value === 'window' ? 'window' : 'now')}
        />
      </Section>
      <Refusal error={begin.error} />
      <div class="row gap">
        <Button
          kind="primary"
          isBusy={begin.isUnderWay}
          why={whyNot('versionUpgrades.create') ?? (blockers.length > 0 ? words.isBlocked : undefined)}
          onPress={() => void begin.run({ targetVersion, start })}
        >
          {words.upgradeTo(targetVersion)}
        </Button>
      </div>
    </>
  );
}

/** The steps; in other languages than that of the service, under the words for what is worked on. */
export function PlanSteps({ plan: { steps, nodesRolled } }: { readonly plan: UpgradePlan }) {
  const { words } = useContext(Surroundings);
  return (
    <Section title={words.inThisOrder} beside={words.exchangedInAll(nodesRolled)}>
      <ol class="steps">
        {steps.map(({ name, target, nodes }) => {
          const called = words.upgradeSteps[target.kind]?.(target.name);
          return (
            <li key={`${name} ${target.name}`} class="later">
              <Mark shape="pend" tone="idle">
                <span class="vh">{words.states['pending']}</span>
              </Mark>
              {called === undefined ? (
                <span class="what" lang="en">
                  {name}
                </span>
              ) : (
                <span class="what">{called}</span>
              )}
              <span class="cnt">{nodes === 0 ? null : words.nodeCount(nodes)}</span>
              {called === undefined ? null : (
                <span class="msg" lang="en">
                  {name}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

/** What stands in the way, and what is worth knowing. */
function Findings({ blockers, warnings }: Pick<UpgradePlan, 'blockers' | 'warnings'>) {
  const all = [
    ...blockers.map((each) => ({ kind: 'fail', ...each }) as const),
    ...warnings.map((each) => ({ kind: 'warn', ...each }) as const),
  ];
  return (
    <>
      {all.map(({ kind, pointer, detail }) => (
        <Note key={`${pointer} ${detail}`} kind={kind}>
          <p lang="en">{detail}</p>
        </Note>
      ))}
    </>
  );
}
