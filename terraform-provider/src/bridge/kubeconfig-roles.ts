// What a kubeconfig can be issued for, as the contract lists it.
import { terraformResources } from '@hikube/openapi/terraform-attributes';

const { attributes } = terraformResources.kubernetes_kubeconfig;

export const KUBECONFIG_ROLES = attributes.find(({ name }) => name === 'role')?.enum ?? [];
