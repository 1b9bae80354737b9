// Where a dynamic type may stand: Terraform's collections need one element type, so never inside one.
import type { ValueType } from '../values/type.ts';

/** True when the type contains a dynamic one; at the top only if `atTop` counts. */
export function containsDynamic(type: ValueType, atTop: boolean): boolean {
  switch (type.kind) {
    case 'dynamic':
      return atTop;
    case 'list':
    case 'set':
    case 'map':
      return containsDynamic(type.element, true);
    case 'object':
      return Object.values(type.attributes).some((member) => containsDynamic(member, atTop));
    case 'tuple':
      return type.elements.some((element) => containsDynamic(element, atTop));
    default:
      return false;
  }
}
