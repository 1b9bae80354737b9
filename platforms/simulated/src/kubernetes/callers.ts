// Who asks an API server: the holder of a kubeconfig, or whoever has a token that the cluster itself gave out.
import type { User } from '@hikube/kubernetes-api';
import type { ClusterRef, Role } from '@hikube/service/platform';
import type { AccessRecord } from '../access/records.ts';

/** Who may ask, and about which cluster. */
export interface Callers {
  /** What a token stands for now. */
  find(token: string): Promise<AccessRecord | undefined>;
  /** The cluster of that uid. */
  refOf(uid: string): Promise<ClusterRef | undefined>;
}

/** Somebody who asks. */
export interface Caller {
  readonly ref: ClusterRef;
  /** By which requests and watches are counted. */
  readonly id: string;
  /** Of a kubeconfig; the tokens of service accounts are known to the cluster alone. */
  readonly access?: AccessRecord;
}

const GROUP = 'hikube:';
const ROLES: readonly string[] = ['admin', 'edit', 'view'] satisfies readonly Role[];

/** The group of those who have a role. */
export function groupOf(role: Role): string {
  return GROUP + role;
}

/** The role that somebody has by a kubeconfig. */
export function roleOf({ groups }: User): string | undefined {
  return groups.find((group) => ROLES.includes(group.slice(GROUP.length)))?.slice(GROUP.length);
}

/** The holder of a kubeconfig, as the cluster knows him. */
export function userOf({ id, role }: AccessRecord): User {
  return { name: `hikube:kubeconfig:${id}`, groups: [groupOf(role), 'system:authenticated'] };
}
