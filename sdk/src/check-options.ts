// What a client may be made with. A wrong option is refused here, because later it would look like a broken network:
// with `maxRetries: NaN` a request is sent for ever, and a timer of more than 2^31 ms ends at once.
import { ConfigurationError } from './errors.ts';

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The endpoint without a slash at its end. @throws ConfigurationError */
export function checkEndpoint(endpoint: string, example: string): string {
  if (!URL.canParse(endpoint)) {
    throw new ConfigurationError(
      `The endpoint ${JSON.stringify(endpoint)} is not a URL; use one such as ${example}.`,
      { option: 'endpoint' },
    );
  }
  const url = new URL(endpoint);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new ConfigurationError(
      `The endpoint ${JSON.stringify(endpoint)} must begin with https:// or http://.`,
      { option: 'endpoint' },
    );
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new ConfigurationError(
      'The endpoint must be an address only: no user, password, query or fragment.',
      { option: 'endpoint' },
    );
  }
  // As it was understood and not as it was written: blanks around it, or a "?" with nothing behind it, would stay inside.
  const whole = url.origin + url.pathname;
  let end = whole.length;
  while (whole.charAt(end - 1) === '/') end -= 1;
  return whole.slice(0, end);
}

/** A number of milliseconds that a timer can count. @throws ConfigurationError */
export function checkMilliseconds(option: string, value: number, least: 0 | 1): number {
  if (value >= least && value <= LONGEST_TIMER_MS) return value;
  throw new ConfigurationError(
    `${option} must be a number of milliseconds from ${least} to ${LONGEST_TIMER_MS}, not ${String(value)}.`,
    { option },
  );
}

/** A number of times. @throws ConfigurationError */
export function checkCount(option: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new ConfigurationError(`${option} must be a whole number of 0 or more, not ${String(value)}.`, {
    option,
  });
}
