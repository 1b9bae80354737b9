// The texts in a JSON document that may be secret.

/** Shorter ones are in every other line of a log, and guessed anyway. */
const SHORTEST = 6;

/** The document and every text in it that is long enough to be one; what is no JSON is one text. */
export function secretsIn(json: string): readonly string[] {
  return [json, ...textsIn(parsed(json))].filter((text) => text.length >= SHORTEST);
}

/** The error of the parser would show a part of what it could not read. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
