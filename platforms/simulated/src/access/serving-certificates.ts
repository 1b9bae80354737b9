// Certificates of the Kubernetes API: one for each cluster, issued by its own authority when somebody first connects.
import { isIP } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { Clock, Random } from '@hikube/service/platform';
import {
  type AuthorityRecord,
  authorityKey,
  type ClusterRecord,
  clusterKey,
  type Envelope,
  issueServerCertificate,
  openAuthority,
  type ServerNames,
  serverNameOf,
} from '@hikube/service/records';
import type { Store } from '@hikube/service/store';

/** What issuing needs. */
export interface CertificateTools {
  readonly store: Store;
  readonly envelope: Envelope;
  readonly clock: Clock;
  readonly random: Random;
}

interface Kept {
  readonly context: Promise<SecureContext>;
  /** Milliseconds since the epoch from which another one is issued. */
  readonly renewAt: number;
}

const UID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
// A fraction of what a certificate lives, so that one that is in use never expires.
const USED_FOR_MS = 30 * 86_400_000;
const KEPT_MAX = 1_000;

/** Issues and keeps certificates. Their keys exist in memory only. */
export class ServingCertificates {
  readonly #tools: CertificateTools;
  readonly #kept = new Map<string, Kept>();

  constructor(tools: CertificateTools) {
    this.#tools = tools;
  }

  /**
   * The certificate for a name of the TLS handshake.
   * @throws Error when the name belongs to no cluster
   */
  async contextFor(serverName: string): Promise<SecureContext> {
    const uid = UID.exec(serverName)?.[0];
    if (uid === undefined) throw new Error('The name belongs to no cluster.');
    const kept = this.#kept.get(uid);
    const now = this.#tools.clock.now();
    if (kept !== undefined && now < kept.renewAt) return kept.context;
    const context = this.#issue(uid, now);
    this.#keep(uid, { context, renewAt: now + USED_FOR_MS });
    try {
      return await context;
    } catch (error) {
      this.#kept.delete(uid);
      throw error;
    }
  }

  #keep(uid: string, kept: Kept): void {
    this.#kept.delete(uid);
    this.#kept.set(uid, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_MAX && oldest !== undefined) this.#kept.delete(oldest);
  }

  async #issue(uid: string, now: number): Promise<SecureContext> {
    const { store, envelope, random } = this.#tools;
    const [names, authority] = await Promise.all([this.#namesOf(uid), openAuthority(store, uid, envelope)]);
    if (names === undefined || authority === undefined) throw new Error('The name belongs to no cluster.');
    const { certificate, privateKey } = await issueServerCertificate(authority, names, { now, random });
    return createSecureContext({ cert: certificate, key: privateKey, minVersion: 'TLSv1.2' });
  }

  async #namesOf(uid: string): Promise<ServerNames | undefined> {
    const { store } = this.#tools;
    const authority = (await store.get<AuthorityRecord>(authorityKey(uid)))?.body;
    if (authority === undefined) return undefined;
    const key = clusterKey(authority.tenant, 'cluster', authority.cluster);
    const cluster = (await store.get<ClusterRecord>(key))?.body;
    if (cluster?.uid !== uid) return undefined;
    const address = new URL(cluster.endpoint).hostname.replace(/^\[|\]$/g, '');
    const dnsNames = [serverNameOf(uid), cluster.host];
    if (isIP(address) !== 0) return { dnsNames, ipAddresses: [address] };
    return { dnsNames: [...new Set([...dnsNames, address])], ipAddresses: [] };
  }
}
