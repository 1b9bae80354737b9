// What is said of the first tokens when the service has started, and whether it may start with them.
import { BOOTSTRAP_TENANT, type Bootstrap } from '@hikube/service';
import { hasWeakToken, isLoopback, type Settings, STRONG_TOKEN, WEAK_TOKEN_ADVICE } from './settings.ts';
import { hasTenantsFile } from './settings-platform.ts';

/** What became of the first token of a tenant. */
export interface TenantToken {
  readonly tenant: string;
  readonly first: Bootstrap;
}

/** What tells whether a file names the tenants. */
type Naming = Pick<Settings, 'cozystack'>;

/** Where an operator names the first token of a tenant. */
function settingOf(tenant: string, settings: Naming): string {
  return hasTenantsFile(settings.cozystack) ? `tenants.${tenant}.tokenFile` : 'HIKUBE_BOOTSTRAP_TOKEN';
}

function otherToken(tenant: string, settings: Naming): string {
  return hasTenantsFile(settings.cozystack)
    ? `To use one of your own, name its file in ${settingOf(tenant, settings)}.`
    : 'To use one of your own, start with HIKUBE_BOOTSTRAP_TOKEN=<token>.';
}

function keptWeakAdvice(tenant: string, settings: Naming): string {
  return `The first token, which ${settingOf(tenant, settings)} set at an earlier start, is still valid and can be guessed: set it to ${STRONG_TOKEN}, which replaces it`;
}

/** What stands behind `Token` in the banner. */
export function tokenText(settings: Naming, first: Bootstrap | undefined, tenant = BOOTSTRAP_TENANT): string {
  switch (first?.origin) {
    case 'made':
      return `${first.token} (administrator of the tenant ${tenant}, shown this once). ${otherToken(tenant, settings)}`;
    case 'configured': {
      const text = `the one in ${settingOf(tenant, settings)}, an administrator of the tenant ${tenant}`;
      return first.replaces
        ? `${text}. It replaces the first token until now, which is no longer valid.`
        : text;
    }
    default:
      return `${first === undefined ? 'the one of an earlier start' : keptText(settings, first, tenant)}. ${otherToken(tenant, settings)}`;
  }
}

function keptText(
  settings: Naming,
  { from, isValid }: Bootstrap & { origin: 'kept' },
  tenant: string,
): string {
  if (!isValid) return 'none from this start: the first one has been revoked';
  if (from === 'start') return 'the one that an earlier start has printed';
  if (from === 'setting') return `the one that ${settingOf(tenant, settings)} named at an earlier start`;
  return 'the one of an earlier start';
}

/** The lines of the banner: one for each tenant. */
export function tokenLines(settings: Naming, tokens: readonly TenantToken[]): readonly string[] {
  const [only, second] = tokens;
  if (second === undefined) return [`  Token     ${tokenText(settings, only?.first, only?.tenant)}`];
  return tokens.map(({ tenant, first }) => `  Token     of ${tenant}: ${tokenText(settings, first, tenant)}`);
}

/** What to do about a first token that can be guessed; undefined where there is none. */
export function weakTokenAdvice(
  settings: Settings,
  first: Bootstrap | undefined,
  tenant = BOOTSTRAP_TENANT,
): string | undefined {
  if (hasWeakToken(settings)) return `${WEAK_TOKEN_ADVICE}.`;
  return isWeakKept(first) ? `${keptWeakAdvice(tenant, settings)}.` : undefined;
}

/** @throws Error when others than this machine could try a kept token that can be guessed */
export function refuseWeakKept(
  settings: Naming & Pick<Settings, 'host'>,
  first: Bootstrap,
  tenant = BOOTSTRAP_TENANT,
): void {
  if (isLoopback(settings.host) || !isWeakKept(first)) return;
  throw new Error(`${keptWeakAdvice(tenant, settings)}, or listen on 127.0.0.1 only.`);
}

function isWeakKept(first: Bootstrap | undefined): boolean {
  return first?.origin === 'kept' && first.isValid && first.isWeak;
}
