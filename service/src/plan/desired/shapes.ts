// A merged object must still have the shape of the contract: a patch can remove what is needed and add what is too much.
import type { AddonInline, ClusterCreate, NodeGroupInline } from '@hikube/openapi/types';
import { bodies } from '@hikube/openapi/validators';
import { Refusal } from '../../refusal.ts';
import { fieldErrors } from '../field-errors.ts';

interface Shapes {
  ClusterCreate: ClusterCreate;
  NodeGroupInline: NodeGroupInline;
  AddonInline: AddonInline;
}

// What one request may carry. Patch by patch an object could otherwise grow without end, because its Helm values are
// free in their content.
const LARGEST = 256 * 1024;

/**
 * The value as what it was proved to be.
 * @param pointer where the value stands in the body
 * @throws Refusal `validation_failed`
 */
export function shapeOf<Name extends keyof Shapes>(
  name: Name,
  value: unknown,
  pointer: string,
): Shapes[Name] {
  const validate = bodies[name];
  if (validate(value)) return withinBounds(value, pointer) as Shapes[Name];
  const errors = fieldErrors(validate.errors, name, value).map((error) => ({
    ...error,
    pointer: pointer + error.pointer,
  }));
  throw new Refusal(
    'validation_failed',
    'With the patch applied, the object breaks a rule: errors[] says which.',
    {
      errors,
    },
  );
}

function withinBounds(value: unknown, pointer: string): unknown {
  if (JSON.stringify(value).length <= LARGEST) return value;
  const detail =
    'With the patch applied, the object is larger than 256 KiB: remove what it does not need any more.';
  throw new Refusal('validation_failed', detail, { errors: [{ pointer, code: 'too_large', detail }] });
}
