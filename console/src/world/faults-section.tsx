// What goes wrong on purpose: each fault that stands, with the button that takes it away, and the form of another one.
import { useContext } from 'preact/hooks';
import { useWhyOffline } from '../may.ts';
import { Surroundings } from '../surroundings.ts';
import type { Words } from '../text/words.ts';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/section.tsx';
import { useStillRows, Waiting } from '../ui/still-rows.tsx';
import { FaultForm, type Targets } from './fault-form.tsx';
import type { PlantedFault } from './faults.ts';
import type { Runs } from './little-form.tsx';

/** The section. */
export function FaultsSection(props: Runs & Targets & { readonly faults: readonly PlantedFault[] }) {
  const { words } = useContext(Surroundings);
  const { faults, run, isBusy, ...targets } = props;
  const why = useWhyOffline();
  const still = useStillRows(faults, ({ id }) => id);
  const takeAway = ({ id, kind }: PlantedFault) =>
    run(async (world) => {
      await world.removeFault(id);
      return words.faultGone(kindOf(kind, words));
    });
  return (
    <Section title={words.faults}>
      <p class="small dim gap">{words.faultsMean}</p>
      <Waiting count={still.waiting} />
      {still.rows.length === 0 ? <p class="gap">{words.noFault}</p> : null}
      <ul class="plain rows gap" {...still.hand}>
        {still.rows.map((fault) => (
          <li key={fault.id} inert={still.isGone(fault)}>
            <span>
              {kindOf(fault.kind, words)}
              <span class="below">{saidOf(fault, words)}</span>
            </span>
            <Button isBusy={isBusy} why={why} onPress={() => takeAway(fault)}>
              {words.takeAway}{' '}
              <span class="vh">{`${kindOf(fault.kind, words)}, ${saidOf(fault, words)}`}</span>
            </Button>
          </li>
        ))}
      </ul>
      <FaultForm run={run} isBusy={isBusy} {...targets} />
    </Section>
  );
}

/** A kind that nobody here knows is shown as it is. */
function kindOf(kind: PlantedFault['kind'], words: Words): string {
  return words.faultKinds[kind] ?? kind;
}

function saidOf({ cluster, nodeGroup, addon, ms, message, times }: PlantedFault, words: Words): string {
  const place = cluster === undefined ? words.everyCluster : [cluster, nodeGroup].filter(Boolean).join('/');
  return [
    place,
    addon,
    ms === undefined ? undefined : words.longer(Math.round(ms / 60_000)),
    times === undefined ? undefined : words.timesMost(times),
    message,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
