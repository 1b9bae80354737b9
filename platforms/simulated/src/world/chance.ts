// Chance in the simulation: each answer depends on the seed, the cluster, the subject and a counter, on nothing else.
import { createSeededRandom } from '@hikube/service/platform';
import type { Moment } from './moment.ts';

// Kubernetes leaves out vowels and look-alikes, so that no name spells a word.
const SUFFIX_CHARACTERS = 'bcdfghjklmnpqrstvwxz2456789';
const SUFFIX_LENGTH = 5;

/** A number from 0 up to, but not including, 1 that is different at every draw. */
export function draw(moment: Moment, subject: string): number {
  const { world, rules } = moment;
  world.draws += 1;
  return createSeededRandom(`${rules.seed}/${world.ref.uid}/${subject}/${world.draws}`).next();
}

/** The five characters that end the name of a node. */
export function drawSuffix(moment: Moment, subject: string): string {
  const { world, rules } = moment;
  world.draws += 1;
  const random = createSeededRandom(`${rules.seed}/${world.ref.uid}/${subject}/${world.draws}`);
  const letter = () => SUFFIX_CHARACTERS.charAt(random.int(SUFFIX_CHARACTERS.length));
  return Array.from({ length: SUFFIX_LENGTH }, letter).join('');
}

/** A number from 0 up to, but not including, `max` that is the same whenever the same thing is asked. */
export function fixedChoice(seed: string, subject: string, max: number): number {
  return createSeededRandom(`${seed}/${subject}`).int(max);
}
