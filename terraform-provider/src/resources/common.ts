// Attributes that every resource has beside those of the contract.
import { attribute, defineTimeouts, definitionsFor } from 'terraform-plugin';
import type { ProviderData } from '../provider-data.ts';

/** Helps the compiler with this provider's own data. */
export const define = definitionsFor<ProviderData>();

/** How long Terraform waits; the API never hears of it. */
export const timeouts = defineTimeouts({ create: '45m', update: '60m', delete: '30m' });

export const id = (form: string) =>
  attribute.string({ computed: true, description: `Id for import and references: ${form}.` });

export const lastOperation = attribute.string({
  computed: true,
  description:
    'Id of the operation that Terraform waited for last. It becomes unknown in plan while that is unfinished, so that the next apply waits again.',
});

export const clusterId = attribute.string({
  required: true,
  requiresReplace: true,
  description: 'Id of the cluster; refer to `hikube_kubernetes_cluster.<name>.id`.',
});
