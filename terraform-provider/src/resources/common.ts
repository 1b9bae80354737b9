// Attributes that every resource has beside those of the contract.
import type { UpdateOptions } from '@hikube/sdk';
import { attribute, defineTimeouts, definitionsFor, type ObjectValue, own } from 'terraform-plugin';
import { textValidators } from '../bridge/validators.ts';
import type { ProviderData } from '../provider-data.ts';

/** Helps the compiler with this provider's own data. */
export const define = definitionsFor<ProviderData>();

/** How long Terraform waits; the API never hears of it. */
export const timeouts = defineTimeouts({ create: '45m', update: '60m', delete: '30m' });

export const id = (form: string) =>
  attribute.string({ computed: true, description: `Id for import and references: ${form}.` });

/** When nodes are replaced that a change rolls: of the request and not of the object, so that the API never returns it. */
export const applyIn = attribute.string({
  optional: true,
  validators: textValidators({ enum: ['now', 'window'] }),
  description:
    'When nodes are replaced that a change rolls: `now`, as without it, or `window`, from the next maintenance window on. With `window` Terraform does not wait for them: the apply succeeds once the change is stored, and the next plan is empty. What replaces no nodes is made at once either way. A value of its own changes nothing in the cluster: what waits already goes on waiting, until the window opens or its operation is cancelled.',
});

/** The option of a write for it. */
export function applyInOf(config: ObjectValue): Pick<UpdateOptions, 'applyIn'> {
  const value = own(config, 'apply_in');
  return value === 'now' || value === 'window' ? { applyIn: value } : {};
}

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
