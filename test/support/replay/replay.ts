// Replays a recording: what differs from it, as sentences, and how much was compared.
import { type Difference, differences } from './pointer.ts';
import type { Json, Recording, Step } from './recording.ts';
import { type Outcome, Session, type Subject } from './session.ts';

/** What differs on purpose, by file and position of the step, with the reason. */
export type Meant = Readonly<Record<string, Readonly<Record<number, string>>>>;

export interface Counted {
  steps: number;
  events: number;
  meant: number;
}

function compare(step: Step, outcome: Outcome): Difference[] {
  if (step.sleep !== undefined) return [];
  if (step.watch === undefined)
    return differences(asJson(step.response), asJson(outcome.response), '/response');
  const during = (step.watch.during ?? []).flatMap((inner, index) =>
    differences(asJson(inner.response), asJson(outcome.during?.[index]?.response), `/during/${index}`),
  );
  return [
    ...during,
    ...differences(asJson(step.events), asJson(outcome.events), '/events'),
    ...differences(asJson(step.end), asJson(outcome.end), '/end'),
  ];
}

function asJson(value: unknown): Json {
  return value === undefined ? '<absent>' : (JSON.parse(JSON.stringify(value)) as Json);
}

/** @returns a sentence for each entry that names no recorded step, and so would never be missed */
export function entriesOfNothing(
  meant: Meant,
  recordings: readonly Pick<Recording, 'name' | 'steps'>[],
): string[] {
  const counts = new Map(recordings.map(({ name, steps }) => [name, steps.length]));
  return Object.entries(meant).flatMap(([name, entries]) =>
    Object.keys(entries)
      .filter((index) => Number(index) >= (counts.get(name) ?? 0))
      .map((index) => `${name} has no step ${index}: take its entry away`),
  );
}

/** @returns a sentence for each difference that is not meant, and for each that is meant and not there */
export async function replay(
  { name, steps }: Recording,
  subject: Subject,
  meant: Meant,
  counted: Counted,
): Promise<string[]> {
  const session = new Session(subject, steps);
  const found: string[] = [];
  for (const [index, step] of steps.entries()) {
    const differing = compare(step, await session.step(step));
    counted.steps += 1;
    counted.events += step.events?.length ?? 0;
    const reason = meant[name]?.[index];
    if (reason !== undefined) counted.meant += 1;
    if (reason === undefined)
      for (const { at, recorded, live } of differing.slice(0, 5))
        found.push(
          `[${index}] ${step.name} ${at}: recorded ${JSON.stringify(recorded)}, live ${JSON.stringify(live)}`,
        );
    else if (differing.length === 0) found.push(`[${index}] ${step.name}: listed as different, but the same`);
  }
  subject.stop();
  return [...found, ...subject.failures.map((failure) => `a mistake of the server: ${String(failure)}`)];
}
