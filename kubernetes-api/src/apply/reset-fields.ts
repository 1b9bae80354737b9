// Fields that a way of writing cannot change, so that nobody comes to hold them by it.
import { hasStatus, type Kind } from '../kinds/kind.ts';
import { type FieldSet, fromFieldsV1 } from './field-set.ts';

const STATUS = fromFieldsV1({ 'f:status': {} })!;
const SPEC = fromFieldsV1({ 'f:spec': {} })!;
const ALL_BUT_STATUS = fromFieldsV1({ 'f:metadata': {}, 'f:spec': {} })!;

export function resetFields(kind: Kind, subresource: string): { reset?: FieldSet } {
  if (!hasStatus(kind)) return {};
  if (subresource === '') return { reset: STATUS };
  if (subresource !== 'status') return {};
  return { reset: kind.custom === undefined ? SPEC : ALL_BUT_STATUS };
}
