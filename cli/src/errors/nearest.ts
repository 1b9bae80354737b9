// "Did you mean": the names that are closest to what was typed.

/** Edits that lead from one word to the other; two neighbours that changed places are one. */
function distance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      const [above, left, across] = [rows[i - 1]![j]!, row[j - 1]!, rows[i - 1]![j - 1]!];
      const swapped =
        i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
          ? rows[i - 2]![j - 2]! + 1
          : Number.POSITIVE_INFINITY;
      row.push(Math.min(above + 1, left + 1, across + same, swapped));
    }
    rows.push(row);
  }
  return rows[from.length]![to.length]!;
}

/** At most three names, the closest first; none that is another word altogether. */
export function nearest(typed: string, names: readonly string[]): string[] {
  const most = Math.max(1, Math.floor(typed.length / 3));
  return [...new Set(names)]
    .map((name) => ({ name, far: distance(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, far }) => far <= most || (typed.length > 2 && name.startsWith(typed)))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** The same as a line for people; none when nothing is close. */
export function didYouMean(typed: string, names: readonly string[]): string[] {
  const close = nearest(typed, names);
  return close.length === 0 ? [] : [`did you mean ${close.join(' or ')}?`];
}
