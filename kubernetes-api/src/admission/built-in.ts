// What every API server does to writes, around what its host wants.

import type { Rbac } from '../access/rbac.ts';
import type { Admission, AdmissionRequest } from '../access/seams.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import type { Storage } from '../storage/storage.ts';
import { checkEscalation } from './escalation.ts';
import { checkLifecycle } from './lifecycle.ts';
import { chargeQuota } from './quota.ts';

export interface BuiltInOptions {
  readonly storage: Storage;
  readonly rbac: Rbac;
  /** Whether namespaces must exist and count; off for a server without them. */
  readonly namespaces: boolean;
  /** Of the host. */
  readonly host: Admission;
}

export function createAdmission({ storage, rbac, namespaces, host }: BuiltInOptions): Admission {
  return {
    ...(host.begin !== undefined && { begin: host.begin }),
    async mutate(request: AdmissionRequest) {
      if (namespaces) await checkLifecycle(storage, request);
      if (request.operation === 'CREATE') recordRequestor(request);
      await host.mutate?.(request);
    },
    async validate(request: AdmissionRequest) {
      if (request.operation === 'DELETE' && namespaces) await checkLifecycle(storage, request);
      await checkEscalation(rbac, request);
      await host.validate?.(request);
      if (namespaces && request.operation === 'CREATE') await chargeQuota(storage, request);
    },
  };
}

/** Who asks for a certificate is written down by the server, whatever the request says. */
function recordRequestor({ kind, object, attributes: { user } }: AdmissionRequest): void {
  if (kind.kind !== 'CertificateSigningRequest' || object === undefined) return;
  const spec = (object['spec'] ?? {}) as Record<string, unknown>;
  (object as KubernetesObject)['spec'] = {
    ...spec,
    username: user.name,
    groups: [...user.groups],
    ...(user.uid !== undefined && { uid: user.uid }),
  };
}
