// Which boundaries are struck, and in which order: the calls that change something take turns with all others, and no
// place comes twice before every one has been struck.

/** The most dangerous moment comes first: the API has done it, and Terraform does not know. */
const FIRST = 'ApplyResourceChange handled';

/**
 * Numbers of boundaries, counted from 1, each once.
 * @param turn flows with different turns begin with different kinds of boundaries
 */
export function placesIn(boundaries: readonly string[], turn = 0): readonly number[] {
  const all = boundaries.map((_, index) => index + 1);
  const nameOf = (place: number) => boundaries[place - 1] as string;
  const isApply = (place: number) => nameOf(place).startsWith('ApplyResourceChange ');
  const applying = all.filter(isApply).sort((a, b) => rank(nameOf(a)) - rank(nameOf(b)));
  const others = rotated(
    kindsFirst(
      all.filter((place) => !isApply(place)),
      nameOf,
    ),
    turn,
  );
  const longer = Math.max(applying.length, others.length);
  return Array.from({ length: longer }, (_, index) => [applying[index], others[index]])
    .flat()
    .filter((place) => place !== undefined);
}

const rank = (name: string) => (name === FIRST ? 0 : 1);

/** One of each kind, then everything else. */
function kindsFirst(places: readonly number[], nameOf: (place: number) => string): readonly number[] {
  const seen = new Set<string>();
  const firsts = places.filter((place) => {
    const isNew = !seen.has(nameOf(place));
    seen.add(nameOf(place));
    return isNew;
  });
  return [...firsts, ...places.filter((place) => !firsts.includes(place))];
}

function rotated(places: readonly number[], turn: number): readonly number[] {
  // A third of the kinds that there are, roughly; three flows then share them.
  const start = places.length === 0 ? 0 : (turn * 7) % places.length;
  return [...places.slice(start), ...places.slice(0, start)];
}
