// What is said of the first token when the service has started, and whether it may start with it.
import type { Bootstrap } from '@hikube/service';
import { hasWeakToken, isLoopback, type Settings, WEAK_TOKEN_ADVICE } from './settings.ts';

const OTHER_TOKEN = 'To use one of your own, start with HIKUBE_BOOTSTRAP_TOKEN=<token>.';

const KEPT_WEAK_ADVICE =
  'The first token, which HIKUBE_BOOTSTRAP_TOKEN set at an earlier start, is still valid and can be guessed: set it to at least 32 characters of chance, such as what "openssl rand -hex 32" prints, which replaces it';

/** What stands behind `Token` in the banner. */
export function tokenText(first: Bootstrap | undefined): string {
  switch (first?.origin) {
    case 'made':
      return `${first.token} (administrator of the tenant demo, shown this once). ${OTHER_TOKEN}`;
    case 'configured': {
      const text = 'the one in HIKUBE_BOOTSTRAP_TOKEN, an administrator of the tenant demo';
      return first.replaces
        ? `${text}. It replaces the first token until now, which is no longer valid.`
        : text;
    }
    default:
      return `${first === undefined ? 'the one of an earlier start' : keptText(first)}. ${OTHER_TOKEN}`;
  }
}

function keptText({ from, isValid }: Bootstrap & { origin: 'kept' }): string {
  if (!isValid) return 'none from this start: the first one has been revoked';
  if (from === 'start') return 'the one that an earlier start has printed';
  if (from === 'setting') return 'the one that HIKUBE_BOOTSTRAP_TOKEN named at an earlier start';
  return 'the one of an earlier start';
}

/** What to do about a first token that can be guessed; undefined where there is none. */
export function weakTokenAdvice(settings: Settings, first: Bootstrap | undefined): string | undefined {
  if (hasWeakToken(settings)) return `${WEAK_TOKEN_ADVICE}.`;
  return isWeakKept(first) ? `${KEPT_WEAK_ADVICE}.` : undefined;
}

/** @throws Error when others than this machine could try a kept token that can be guessed */
export function refuseWeakKept({ host }: Pick<Settings, 'host'>, first: Bootstrap): void {
  if (isLoopback(host) || !isWeakKept(first)) return;
  throw new Error(`${KEPT_WEAK_ADVICE}, or listen on 127.0.0.1 only.`);
}

function isWeakKept(first: Bootstrap | undefined): boolean {
  return first?.origin === 'kept' && first.isValid && first.isWeak;
}
