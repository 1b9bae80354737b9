// Leases: who holds what, and for how long.
import { at, objectOf } from '../json/json.ts';
import type { Behaviour } from '../kinds/behaviour.ts';
import { ageColumn, nameColumn } from '../read/columns.ts';
import { type FieldError, invalid } from '../status/field-error.ts';
import { column } from './texts.ts';

export const leases: Behaviour = {
  createOnUpdate: true,
  needsResourceVersion: true,
  validate(object) {
    const { leaseDurationSeconds, leaseTransitions } = objectOf(object['spec']);
    const found: FieldError[] = [];
    if (typeof leaseDurationSeconds === 'number' && leaseDurationSeconds <= 0)
      found.push(invalid('spec.leaseDurationSeconds', leaseDurationSeconds, 'must be greater than 0'));
    if (typeof leaseTransitions === 'number' && leaseTransitions < 0)
      found.push(invalid('spec.leaseTransitions', leaseTransitions, 'must be greater than or equal to 0'));
    return found;
  },
  columns: [
    nameColumn,
    column(
      'Holder',
      'string',
      'holderIdentity contains the identity of the holder of a current lease. If Coordinated Leader Election is used, the holder identity must be equal to the elected LeaseCandidate.metadata.name field.',
      (object) => at(object, 'spec', 'holderIdentity') ?? '',
    ),
    ageColumn,
  ],
};
