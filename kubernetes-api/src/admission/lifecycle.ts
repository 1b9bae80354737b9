// Nothing is made in a namespace that is not there, or that is going; some namespaces never go.
import type { AdmissionRequest } from '../access/seams.ts';
import { isNamespace } from '../kinds/kind.ts';
import { forbiddenError, notFound } from '../status/status.ts';
import type { Storage } from '../storage/storage.ts';

const ETERNAL = ['default', 'kube-system', 'kube-public'];

/** @throws StatusError */
export async function checkLifecycle(storage: Storage, request: AdmissionRequest): Promise<void> {
  const { kind, operation, attributes, object } = request;
  if (isNamespace(kind)) {
    if (operation === 'DELETE' && ETERNAL.includes(attributes.name))
      throw forbiddenError(kind, attributes.name, 'this namespace may not be deleted');
    return;
  }
  if (operation !== 'CREATE') return;
  if (kind.custom?.terminating)
    throw forbiddenError(
      kind,
      object?.metadata.name ?? '',
      'create not allowed while custom resource definition is terminating',
    );
  if (!kind.namespaced) return;
  const { namespace } = attributes;
  const found = await storage.get({ resource: 'namespaces', namespace: '', name: namespace });
  if (found === undefined) throw notFound({ group: '', resource: 'namespaces' }, namespace);
  if (found.metadata.deletionTimestamp === undefined) return;
  const { name = '', generateName = '' } = object?.metadata ?? {};
  throw forbiddenError(
    kind,
    name || generateName,
    `unable to create new content in namespace ${namespace} because it is being terminated`,
    [
      {
        reason: 'NamespaceTerminating',
        message: `namespace ${namespace} is being terminated`,
        field: 'metadata.namespace',
      },
    ],
  );
}
