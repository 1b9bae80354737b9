// Access to the Kubernetes API of a cluster: credentials for a role and a time, made by the platform.
import type { Kubeconfig } from '@hikube/openapi/types';
import type { ClusterRef } from './platform.ts';

/** What a holder may do in the cluster. */
export type Role = Kubeconfig['role'];

/** A credential to issue. */
export interface AccessOrder {
  /** Names the credential within its cluster for good; no two orders have the same. */
  readonly id: string;
  readonly role: Role;
  /** Milliseconds since the epoch, on the service clock. */
  readonly expiresAt: number;
}

/**
 * What a kubeconfig is written from. A token and never a client certificate: Kubernetes cannot revoke those, and
 * whoever revokes a kubeconfig relies on it.
 */
export interface Credential {
  /** URL of the API server. */
  readonly server: string;
  /** The name in the TLS handshake, where it is not the host of `server`. */
  readonly serverName?: string;
  /** PEM. */
  readonly certificateAuthority: string;
  readonly token: string;
  /** Milliseconds since the epoch; only where it ends sooner than was ordered, because the cluster grants no more. */
  readonly expiresAt?: number;
}

/**
 * Issues, renews and revokes. A cluster that is removed takes all of its credentials with it.
 * A call that fails may have been carried out: the caller revokes what it does not know.
 */
export interface Access {
  /**
   * Makes a credential, which is shown in this answer and never again.
   * @throws PlatformError `NotReady` while no API server of the cluster answers, or when there is no such cluster
   */
  issue(ref: ClusterRef, order: AccessOrder): Promise<Credential>;
  /**
   * Moves the end of a credential; its token stays.
   * @throws PlatformError `NotFound` when it is revoked or has expired, `NotRenewable` where what was issued cannot live
   *   longer, and `kubeconfig.renew` is no capability
   */
  renew(ref: ClusterRef, id: string, expiresAt: number): Promise<void>;
  /**
   * Its token is worth nothing from now on. Revoking again, or what was never issued, changes nothing.
   * @throws PlatformError `TenantUnknown` where there is no credential for the tenant, and will be none in this process
   */
  revoke(ref: ClusterRef, id: string): Promise<void>;
}
