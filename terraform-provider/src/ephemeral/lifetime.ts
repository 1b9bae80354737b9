// How long an ephemeral kubeconfig lives: until Terraform is done where it can be renewed, and else for a time that is
// chosen when it is opened, because its token is handed on and cannot be exchanged.
import type { Hikube, IssuedKubeconfig } from '@hikube/sdk';
import { type Diagnostic, parseDuration, warning } from 'terraform-plugin';

/** Where it is renewed: short, since it ends soon when Terraform is killed. */
export const RENEWED_TTL = '15m';
/** Where it cannot be renewed: the longest wait that this provider has by default is one hour. */
export const LASTING_TTL = '2h';

const RENEWAL = 'kubeconfig.renew';

/** Whether what is issued can be renewed. A service that does not know the capability renews. */
export async function canRenew(hikube: Hikube, signal: AbortSignal): Promise<boolean> {
  const capabilities = await hikube.catalogue.capabilities({ limit: 200, signal }).toArray();
  return capabilities.find(({ name }) => name === RENEWAL)?.available ?? true;
}

/** Milliseconds to order. @param ttl as it is configured */
export function orderedMs(ttl: string | null | undefined, isRenewable: boolean): number {
  return parseDuration(ttl ?? (isRenewable ? RENEWED_TTL : LASTING_TTL)) ?? 0;
}

/** Milliseconds that were granted, by the clock of whoever issued it. */
export function grantedMs({
  createdAt,
  expiresAt,
}: Pick<IssuedKubeconfig, 'createdAt' | 'expiresAt'>): number {
  return Date.parse(expiresAt) - Date.parse(createdAt);
}

/** Before half of its life has passed, so that a slow renewal is still in time. */
export function renewalOf(now: number, lifeMs: number): Date {
  return new Date(now + Math.floor(lifeMs * 0.4));
}

const PATH = ['ttl'];

/** What somebody should know whose kubeconfig may end before Terraform does. */
export function warningsOf(
  issued: Pick<IssuedKubeconfig, 'createdAt' | 'expiresAt'>,
  wanted: { readonly ms: number; readonly isRenewable: boolean },
): Diagnostic[] {
  const { expiresAt } = issued;
  const ends = `From ${expiresAt} on, the API server of the cluster refuses whoever still uses it.`;
  if (grantedMs(issued) < wanted.ms)
    return [
      warning(
        `The kubeconfig lives for less than its ttl, until ${expiresAt}`,
        `The API server of the cluster grants no longer. ${ends} If Terraform runs for longer, apply what uses it in a run of its own, or have the operator raise the longest life of a token of that API server.`,
        PATH,
      ),
    ];
  if (wanted.isRenewable || wanted.ms >= orderedMs(undefined, false)) return [];
  return [
    warning(
      `The kubeconfig cannot be renewed and ends at ${expiresAt}`,
      `This platform lacks the capability ${RENEWAL}. ${ends} Set ttl to longer than Terraform runs, up to 24h, or leave it out: then it is ${LASTING_TTL} here. It is revoked when Terraform is done.`,
      PATH,
    ),
  ];
}
