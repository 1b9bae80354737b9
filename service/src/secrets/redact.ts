// Takes secrets out of text that leaves the service: by their shape, and by their value where it is known.

/** What stands where a secret was. */
export const REDACTED = '[redacted]';

interface Shape {
  readonly pattern: RegExp;
  readonly by: string;
  /** Stands in every match: a text without it need not be searched, and most have none. */
  readonly sign?: string;
}

// A text may have gone through JSON, where a line end is the two characters \n and a quote is \".
const SHAPES: readonly Shape[] = [
  // Up to its end, or to the end of a text that was cut.
  {
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\s\\:,-]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|(?![A-Za-z0-9+/=\s\\:,-]))/g,
    by: REDACTED,
    sign: '-----BEGIN ',
  },
  // Our own tokens: of the API, and of kubeconfig files.
  { pattern: /\bh(?:ik|kc)_[A-Za-z0-9]{16,}/g, by: REDACTED },
  // Whatever somebody sends as credentials.
  { pattern: /\b(bearer)(\s+|%20)[A-Za-z0-9._~+/=-]{8,}/gi, by: `$1 ${REDACTED}` },
  // Fields of a kubeconfig. The id of a token (tok-…) may be told.
  {
    pattern: /\b(token|client-key-data|password)(\\?["']?\s*[:=]\s*\\?["']?)(?!tok-)[A-Za-z0-9._~+/=-]{12,}/g,
    by: `$1$2${REDACTED}`,
  },
  // A password inside an address.
  {
    pattern: /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"']{0,200}):[^\s/@"']{1,200}@/g,
    by: `$1:${REDACTED}@`,
    sign: '://',
  },
];

// Shorter ones would blacken innocent words.
const SHORTEST_KNOWN = 8;

/** Cleans a text. */
export type Redact = (text: string) => string;

/** Takes out everything that has the shape of a secret. */
export const redactSecrets: Redact = (text) =>
  SHAPES.reduce(
    (cleaned, { pattern, by, sign = '' }) =>
      cleaned.includes(sign) ? cleaned.replace(pattern, by) : cleaned,
    text,
  );

/**
 * A redactor that also knows secrets by their value, such as tokens that an operator chose.
 * @param known values shorter than 8 characters are left out
 */
export function createRedactor(known: readonly (string | undefined)[]): Redact {
  const values = known
    .filter((value): value is string => value !== undefined && value.length >= SHORTEST_KNOWN)
    // One secret may contain another: the longer one goes first.
    .sort((a, b) => b.length - a.length)
    .flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]);
  return (text) =>
    redactSecrets(values.reduce((cleaned, value) => cleaned.replaceAll(value, REDACTED), text));
}
