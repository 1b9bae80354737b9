// The question: a button where it costs machines, and a name to type where a group with its nodes goes.
import type { Cluster, Impact } from '@hikube/sdk';
import { useContext, useState } from 'preact/hooks';
import { calledOf } from '../clusters/picture.ts';
import { useWhyNot } from '../may.ts';
import { hrefOf } from '../route.ts';
import { Surroundings } from '../surroundings.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/field.tsx';
import { Retype } from '../ui/retype.tsx';
import { goneGroups } from './impact-view.tsx';

interface ConfirmProps {
  readonly cluster: Cluster;
  readonly impact: Impact;
  readonly isBusy: boolean;
  readonly onConfirm: (applyIn: 'now' | 'window') => void;
}

/** The end of the preview. */
export function Confirm({ cluster, impact, isBusy, onConfirm }: ConfirmProps) {
  const { words } = useContext(Surroundings);
  const why = useWhyNot()('clusters.update');
  const [applyIn, setApplyIn] = useState<'now' | 'window'>('now');
  const all = [...goneGroups(impact)];
  // Of several, the name of the cluster stands for all of them.
  const gone = all.length > 1 ? cluster.name : all[0];
  const canWait = impact.nodesRolled > 0 && cluster.maintenance !== undefined;
  const keep = (
    <a class="btn" href={hrefOf({ page: 'cluster', cluster: cluster.name })}>
      {words.leaveAsItIs}
    </a>
  );
  return (
    <div class={gone === undefined ? 'panel pad gap' : 'panel pad gap grave'}>
      {canWait ? (
        <Choice
          legend={words.when}
          name="apply-in"
          value={applyIn}
          choices={[
            { value: 'now', label: words.rollNow, says: words.rollNowMeans },
            { value: 'window', label: words.rollInWindow, says: words.rollInWindowMeans },
          ]}
          onText={(value) => setApplyIn(value === 'window' ? 'window' : 'now')}
        />
      ) : null}
      {gone === undefined ? (
        <div class="row">
          {keep}
          <Button kind="primary" isBusy={isBusy} why={why} onPress={() => onConfirm(applyIn)}>
            {words.changeNow(calledOf(cluster))}
          </Button>
        </div>
      ) : (
        <>
          <h2 class="h-small">{words.removesGroup(all)}</h2>
          <Retype
            name={gone}
            button={words.changeNow(calledOf(cluster))}
            keep={keep}
            isBusy={isBusy}
            why={why}
            onConfirm={() => onConfirm(applyIn)}
          />
        </>
      )}
    </div>
  );
}
