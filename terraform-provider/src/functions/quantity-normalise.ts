// provider::hikube::quantity_normalise(quantity)
import { normaliseQuantity } from '@hikube/domain';
import { defineFunction, FunctionError, parameter, types } from 'terraform-plugin';

export const quantityNormalise = defineFunction({
  summary: 'The normal form of a Kubernetes quantity.',
  description: '`1000m` and `1` are the same, as are `1024Mi` and `1Gi`: compare normal forms, never texts.',
  parameters: [parameter('quantity', types.string, { description: 'A quantity, such as `500m` or `16Gi`.' })],
  returns: types.string,
  run: ([quantity]) => {
    const normal = normaliseQuantity(quantity);
    if (normal !== undefined) return normal;
    throw new FunctionError(
      `${JSON.stringify(quantity)} is not a quantity; write one such as 500m or 16Gi.`,
      0,
    );
  },
});
