// What time it is for the clusters, and letting more of it pass. Where it cannot be moved, the section says why.
import { useContext, useState } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { SelectField } from '../ui/field.tsx';
import { Section } from '../ui/section.tsx';
import type { ClockState } from './controls.ts';
import { Fields, type Runs } from './little-form.tsx';

const MINUTE_MS = 60_000;
/** Ten minutes, an hour, a day, a week. */
const MINUTES = [10, 60, 1440, 10_080] as const;

/** The section. */
export function ClockSection({ clock, run, isBusy }: Runs & { readonly clock: ClockState }) {
  const { words } = useContext(Surroundings);
  const [minutes, setMinutes] = useState<number>(MINUTES[1]);
  return (
    <Section title={words.clock}>
      <p class="gap">{words.itIsThere(words.moment(Date.parse(clock.now)))}</p>
      <p class="small dim">{clock.canAdvance ? words.clockMeans : words.clockStays(clock.speed)}</p>
      {clock.canAdvance ? (
        <Fields
          isBusy={isBusy}
          button={words.letPass}
          why={undefined}
          onSend={() =>
            run(async (world) => {
              const then = await world.advanceClock(minutes * MINUTE_MS);
              return words.itIsThere(words.moment(Date.parse(then.now)));
            })
          }
        >
          <SelectField
            id="clock-minutes"
            label={words.howLong}
            value={String(minutes)}
            options={MINUTES.map((each) => ({ value: String(each), label: words.lasts(each) }))}
            onText={(text) => setMinutes(Number(text))}
          />
        </Fields>
      ) : null}
    </Section>
  );
}
