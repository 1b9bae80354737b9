// CertificateSigningRequests: what a caller asks for stays, and how it is answered stands in the status.
import { equal, listOf, objectOf, textOf } from '../json/json.ts';
import type { Behaviour } from '../kinds/behaviour.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { ageColumn, nameColumn } from '../read/columns.ts';
import { invalid, required } from '../status/field-error.ts';
import { column } from './texts.ts';

function condition(object: KubernetesObject): string {
  const types = listOf(objectOf(object['status'])['conditions']).map((item) =>
    textOf(objectOf(item)['type']),
  );
  const state = types.includes('Denied') ? 'Denied' : types.includes('Approved') ? 'Approved' : 'Pending';
  const failed = types.includes('Failed') ? ',Failed' : '';
  const issued = textOf(objectOf(object['status'])['certificate']) === '' ? '' : ',Issued';
  return `${state}${failed}${issued}`;
}

const spec = (name: string) => (object: KubernetesObject) => objectOf(object['spec'])[name] ?? '';

export const certificateRequests: Behaviour = {
  prepareCreate(object) {
    object['status'] = {};
  },
  prepareUpdate(object, old, { subresource }) {
    object['spec'] = old['spec'];
    if (subresource === 'status' || subresource === 'approval')
      object.metadata = {
        ...old.metadata,
        ...(object.metadata.managedFields && { managedFields: object.metadata.managedFields }),
      };
  },
  validate(object) {
    const { request, signerName, usages } = objectOf(object['spec']);
    return [
      ...(textOf(request) === '' ? [required('spec.request')] : []),
      ...(textOf(signerName) === '' ? [required('spec.signerName')] : []),
      ...(listOf(usages).length === 0 ? [required('spec.usages')] : []),
    ];
  },
  validateUpdate: (object, old) =>
    equal(object['spec'], old['spec']) ? [] : [invalid('spec', object['spec'], 'field is immutable')],
  fields: { 'spec.signerName': (object) => textOf(objectOf(object['spec'])['signerName']) },
  columns: [
    nameColumn,
    ageColumn,
    column(
      'SignerName',
      'string',
      'signerName indicates the requested signer, and is a qualified name.',
      spec('signerName'),
    ),
    column(
      'Requestor',
      'string',
      'username contains the name of the user that created the CertificateSigningRequest. Populated by the API server on creation and immutable.',
      spec('username'),
    ),
    column(
      'RequestedDuration',
      'string',
      'expirationSeconds is the requested duration of validity of the issued certificate.',
      (object) => spec('expirationSeconds')(object) || '<none>',
    ),
    column('Condition', 'string', 'The state of the request.', condition),
  ],
};
