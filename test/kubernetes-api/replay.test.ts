// Every recorded step against our server: what differs is listed with its reason, and nothing else differs.
import { afterAll, describe, expect, test } from 'vitest';
import { MEANT } from './replay/differences.ts';
import { type Difference, differences } from './replay/pointer.ts';
import { type Json, type Recording, readRecordings, type Step } from './replay/recording.ts';
import { type Outcome, Session } from './replay/session.ts';
import { createSubject } from './replay/subject.ts';

const recordings = await readRecordings();
const counted = { steps: 0, events: 0, meant: 0 };

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

async function replay({ name, steps }: Recording): Promise<string[]> {
  const subject = createSubject();
  const session = new Session(subject, steps);
  const found: string[] = [];
  for (const [index, step] of steps.entries()) {
    const differing = compare(step, await session.step(step));
    counted.steps += 1;
    counted.events += step.events?.length ?? 0;
    const reason = MEANT[name]?.[index];
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

describe('recordings of a real API server', () => {
  test('are all there', () => {
    expect(recordings.reduce((sum, { steps }) => sum + steps.length, 0)).toBe(943);
  });

  test.each(recordings)('$name: $title', async (recording) => {
    expect(await replay(recording)).toEqual([]);
  });

  afterAll(() => {
    console.log(
      `kubernetes-api: ${counted.steps} recorded steps and ${counted.events} events replayed, ${counted.steps - counted.meant} as recorded, ${counted.meant} different on purpose`,
    );
  });
});
