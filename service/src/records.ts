// What the simulated platform and the server still read of the service's own records. A platform knows none of them:
// each line goes when the seam has it (see the known exceptions in test/structure).
export {
  type AccessRecord,
  issueWrites,
  type KubeconfigRecord,
  kubeconfigKey,
  type Role,
  revokeWrites,
} from './access/access-record.ts';
export { type AuthorityRecord, authorityKey, openAuthority } from './access/authority.ts';
export { issueServerCertificate, type ServerNames } from './access/certificates.ts';
export { findAccess } from './access/tokens.ts';
export { digestOf } from './crypto.ts';
export { serverNameOf } from './handlers/kubeconfig-text.ts';
export { childPrefix, clusterKey, kinds } from './model/keys.ts';
export type { AddonRecord, ClusterNodesRecord, ClusterRecord, ClusterStatusRecord } from './model/records.ts';
export type { Envelope } from './secrets/envelope.ts';
