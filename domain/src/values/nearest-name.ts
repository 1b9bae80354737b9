// Which name was probably meant where a written one does not exist: fields, add-ons, parameters, types.

// A longer text is no slip of the finger.
const LONGEST_SLIP = 40;
const MOST_SLIPS = 2;

/** The name that was probably meant: the first of the nearest, at most two letters away; undefined when none is near. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  if (written.length > LONGEST_SLIP) return undefined;
  const near = names
    .filter((name) => Math.abs(name.length - written.length) <= MOST_SLIPS)
    .map((name) => ({ name, slips: distance(written.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, slips }) => slips <= MOST_SLIPS && slips < name.length / 2)
    .sort((a, b) => a.slips - b.slips);
  return near[0]?.name;
}

/** ` Did you mean x?` behind a sentence that refuses a name; empty when no name is near. */
export function didYouMean(written: string, names: readonly string[]): string {
  const meant = nearestName(written, names);
  return meant === undefined ? '' : ` Did you mean ${meant}?`;
}

/** Letters to insert, remove or replace on the way from one text to the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
