// Which of several media types an answer has: the one that the caller likes best.

/**
 * Chooses by the header `Accept`. Who likes none of them gets the first one, which says more than a refusal would.
 * @param types that the answer can have, the default first
 */
export function chooseType(accept: string | undefined, types: readonly [string, ...string[]]): string {
  const ranges = (accept ?? '*/*').split(',').map(readRange);
  let best = { type: types[0], quality: 0 };
  for (const type of types) {
    const quality = qualityOf(type, ranges);
    if (quality > best.quality) best = { type, quality };
  }
  return best.type;
}

interface MediaRange {
  readonly range: string;
  readonly quality: number;
}

function readRange(text: string): MediaRange {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { range: standardName(range), quality: Number.isNaN(quality) ? 0 : quality };
}

/** What YAML was called before RFC 9512. */
function standardName(range: string): string {
  return /^(?:text|application)\/(?:x-)?yaml$/.test(range) ? 'application/yaml' : range;
}

/** The quality of the most specific range that the type is in. */
function qualityOf(type: string, ranges: readonly MediaRange[]): number {
  const around = [type, `${type.split('/')[0]}/*`, '*/*'];
  for (const range of around) {
    const found = ranges.find((each) => each.range === range);
    if (found !== undefined) return found.quality;
  }
  return 0;
}
