// The upgrade that is planned or under way, and what can still be done about it.
import { useContext } from 'preact/hooks';
import { useWhyNot, useWhyOffline } from '../may.ts';
import { hrefOf } from '../route.ts';
import { Surroundings } from '../surroundings.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import { Status } from '../ui/status.tsx';
import { useAction } from '../ui/use-action.ts';
import { Steps } from './operation-panel.tsx';
import type { ClusterPicture } from './picture.ts';

interface UpgradePanelProps {
  readonly picture: ClusterPicture;
  readonly refresh: () => Promise<void>;
  /** Whether the steps are shown; those of a running one are in its operation already. */
  readonly withSteps?: boolean;
}

type Verb = 'pause' | 'resume' | 'cancel';

/** The panel; nothing without an upgrade. */
export function UpgradePanel({ picture, refresh, withSteps = false }: UpgradePanelProps) {
  const { client, words } = useContext(Surroundings);
  const { upgrade, cluster } = picture;
  const whyNot = useWhyNot();
  const offline = useWhyOffline();
  const steer = useAction(async (verb: Verb, id: string) => {
    await client.versionUpgrades[verb](cluster.name, id);
    await refresh();
    return words.steered[verb];
  });
  if (upgrade === undefined) return null;
  const { id, targetVersion, fromVersion, status } = upgrade;
  // What has not begun can be held back on every platform.
  const needsNothing = (verb: Verb) => verb === 'pause' && status.startedAt === null;
  const why = (verb: Verb) => (needsNothing(verb) ? offline : whyNot(`versionUpgrades.${verb}`));
  const button = (verb: Verb) => (
    <Button isBusy={steer.isUnderWay} why={why(verb)} onPress={() => void steer.run(verb, id)}>
      {words.steer[verb]}
    </Button>
  );
  const isPaused = status.phase === 'Paused';
  return (
    <section class="panel pad" aria-label={words.upgradeTo(targetVersion)}>
      <div class="row between">
        <h2 class="h-small">
          <a href={hrefOf({ page: 'upgrade', cluster: cluster.name })}>{words.upgradeTo(targetVersion)}</a>
        </h2>
        {/* An upgrade that runs is work under way; a cluster that runs is not. */}
        <Status state={status.phase.toLowerCase()} />
      </div>
      <p class="small dim num">
        {fromVersion} → {targetVersion} <span class="mono">{id}</span>
      </p>
      {withSteps ? <Steps steps={status.steps} isUpgrade /> : null}
      <div class="row">
        {isPaused ? button('resume') : button('pause')}
        {button('cancel')}
      </div>
      {steer.error === undefined ? null : (
        <div class="small" role="alert">
          <Problem error={steer.error} />
        </div>
      )}
    </section>
  );
}
