// The way out when the plan of a configuration is refused while somebody wants to destroy what there is.

/** Terraform plans the configuration before it destroys, and tells no provider that it is about to. */
export const DESTROYING = 'To destroy what there is instead, run `terraform destroy -refresh=false`.';
