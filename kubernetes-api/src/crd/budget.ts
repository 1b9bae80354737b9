// What checking one custom object may cost. Loops in loops multiply, and so do long texts, so that a short rule or pattern
// and a small object can keep a server busy for ever. All of it is counted, a turn of a small loop being one.

/** Of one evaluation, and of all rules of one object: some tenths of a second. */
const OF_ONE = 100_000;
const OF_ALL = 500_000;
const OF_A_RULE = 10;
/** Steps of patterns times characters, for all of one object: about a second on a slow machine. */
const OF_PATTERNS = 20_000_000;
/** So many steps, and so many characters, take as long as a turn of a loop. */
const STEPS_OF_A_TURN = 50;
const CHARACTERS_OF_A_TURN = 100;
/** Characters that a text may have that is made of others. */
const LONGEST_TEXT = 1_500_000;

let leftOfOne = OF_ONE;
let leftOfAll = OF_ALL;
let leftOfPatterns = OF_PATTERNS;

/** The rules of another object. Nothing here waits for anything, so there is one at a time. */
export function beginRules(): void {
  leftOfAll = OF_ALL;
}

/** The patterns of another object. */
export function beginPatterns(): void {
  leftOfPatterns = OF_PATTERNS;
}

/** Whether there is enough left to ask another rule. */
export function beginRule(): boolean {
  leftOfOne = OF_ONE;
  leftOfAll -= OF_A_RULE;
  return leftOfAll > 0;
}

/** @throws Error when this and what was spent before is more than a rule may cost */
export function spend(cost: number): void {
  leftOfOne -= cost;
  leftOfAll -= cost;
  refuseOverspent();
}

/** Also where somebody caught what `spend` threw, as `||` does. @throws Error */
export function refuseOverspent(): void {
  if (leftOfOne < 0 || leftOfAll < 0) throw new Error('operation cancelled: actual cost limit exceeded');
}

/** Characters of a text that are looked at, or made, once. @throws Error */
export function spendCharacters(count: number): void {
  spend(count / CHARACTERS_OF_A_TURN);
}

/** The steps that a regular expression in a rule takes. @throws Error */
export function spendSteps(steps: number): void {
  spend(steps / STEPS_OF_A_TURN);
}

/** The steps that a `pattern` takes. @throws Error */
export function spendOnPatterns(steps: number): void {
  leftOfPatterns -= steps;
  if (leftOfPatterns < 0) throw new Error('the object has more text than its patterns can be asked about');
}

/** @throws Error when a text of this length is longer than any object may be */
export function affordableLength(length: number): void {
  if (length > LONGEST_TEXT) throw new Error('operation cancelled: actual cost limit exceeded');
}
