// Certificates of the Kubernetes API: one for each cluster, issued by its own authority when somebody first connects.
import type { ClusterRef, ServingCertificate } from '@hikube/service/platform';
import type { AccessKeeping, Authorities } from './authorities.ts';
import { issueServerCertificate } from './certificates.ts';
import { namesOf, type Reached } from './server-names.ts';

interface Kept {
  readonly certificate: Promise<ServingCertificate | undefined>;
  /** Milliseconds since the epoch from which another one is issued. */
  readonly renewAt: number;
}

const UID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
// A fraction of what a certificate lives, so that one that is in use never expires.
const USED_FOR_MS = 30 * 86_400_000;
const KEPT_MAX = 1_000;

/** Issues and keeps certificates. Their keys exist in memory only. */
export class ServingCertificates {
  readonly #keeping: Pick<AccessKeeping, 'clock' | 'random'>;
  readonly #authorities: Authorities;
  readonly #reach: (ref: ClusterRef) => Promise<Reached | undefined>;
  readonly #kept = new Map<string, Kept>();

  /** @param reach where a cluster is reached; undefined when it is gone */
  constructor(
    keeping: Pick<AccessKeeping, 'clock' | 'random'>,
    authorities: Authorities,
    reach: (ref: ClusterRef) => Promise<Reached | undefined>,
  ) {
    this.#keeping = keeping;
    this.#authorities = authorities;
    this.#reach = reach;
  }

  /** The certificate for a name of the TLS handshake; undefined when the name belongs to no cluster. */
  async certificateFor(serverName: string): Promise<ServingCertificate | undefined> {
    const uid = UID.exec(serverName)?.[0];
    if (uid === undefined) return undefined;
    const kept = this.#kept.get(uid);
    const now = this.#keeping.clock.now();
    if (kept !== undefined && now < kept.renewAt) return kept.certificate;
    const certificate = this.#issue(uid, now);
    this.#keep(uid, { certificate, renewAt: now + USED_FOR_MS });
    const issued = await certificate.catch((error: unknown) => {
      this.#kept.delete(uid);
      throw error;
    });
    if (issued === undefined) this.#kept.delete(uid);
    return issued;
  }

  #keep(uid: string, kept: Kept): void {
    this.#kept.delete(uid);
    this.#kept.set(uid, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_MAX && oldest !== undefined) this.#kept.delete(oldest);
  }

  async #issue(uid: string, now: number): Promise<ServingCertificate | undefined> {
    const [ref, authority] = await Promise.all([this.#authorities.refOf(uid), this.#authorities.open(uid)]);
    const reached = ref && (await this.#reach(ref));
    if (reached === undefined || authority === undefined) return undefined;
    const issue = { now, random: this.#keeping.random };
    const { certificate, privateKey } = await issueServerCertificate(authority, namesOf(reached), issue);
    return { certificate, key: privateKey };
  }
}
