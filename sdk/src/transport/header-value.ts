// Values that go into headers are checked before a request is made of them. A runtime would refuse them too, but it
// repeats the value when it does, and the value may be a token.
import { ConfigurationError } from '../errors.ts';

// What `Headers` carries: visible characters of Latin-1, blanks and tabs.
const SENDABLE = /^[\t\x20-\x7e\x80-\xff]*$/;
// The alphabet of RFC 6750, and more than any token has of it: what is longer is a file, or a page.
const TOKEN = /^[A-Za-z0-9._~+/-]{1,4096}={0,2}$/;

/** A value that a header can carry, without blanks and line breaks around it. @throws ConfigurationError that does not repeat it */
export function checkHeaderValue(name: string, value: string): string {
  const sent = typeof value === 'string' ? value.trim() : undefined;
  if (sent !== undefined && SENDABLE.test(sent)) return sent;
  throw new ConfigurationError(
    `${name} cannot be sent: it must be a text without line breaks, control characters and characters beyond Latin-1.`,
    { option: name },
  );
}

/** A token without the line break that a file or a command leaves at its end. @throws ConfigurationError that does not repeat it */
export function checkToken(value: unknown): string {
  if (typeof value === 'string' && (value === '' || TOKEN.test(value.trim()))) return value.trim();
  throw new ConfigurationError(
    'The token cannot be sent: it contains blanks, line breaks or other characters that no token has. Copy it again, whole and alone.',
    { option: 'token' },
  );
}
