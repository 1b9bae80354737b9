// What a rule says about a value: one finding, at one place, with one code from a closed list.
import type { CodeWithParams, FindingParams } from './finding-params.ts';

/** `error` refuses the value; `warning` accepts it and tells what to look at. */
export type Severity = 'error' | 'warning';

const MEANINGS = {
  // Shape and text
  invalid_type: 'The value is not of the type that the field takes.',
  invalid_value: 'The value is not one that the field takes.',
  out_of_range: 'The number is outside the bounds of the field.',
  invalid_name: 'The name is not a DNS-1035 label.',
  name_too_long:
    'The name, or the cluster and group names together, is too long for the names built from it.',
  name_collision: 'The platform would give the name to something else of the tenant, too.',
  invalid_label: 'The label key or value does not follow the grammar of Kubernetes labels.',
  reserved_label: 'The label key belongs to Kubernetes or to the platform.',
  invalid_quantity: 'The text is not a Kubernetes quantity.',
  invalid_duration: 'The text is not a duration.',
  invalid_timestamp: 'The text is not an RFC 3339 timestamp.',
  // Versions
  invalid_version: 'The text is not a Kubernetes version.',
  unknown_version: 'The platform does not offer this minor version.',
  unknown_patch: 'The patch is ignored, because the platform chooses it.',
  deprecated_version: 'The next release of the platform no longer offers this minor version.',
  version_end_of_life: 'The Kubernetes project mends no fault of this minor version any more.',
  version_near_end_of_life: 'The Kubernetes project soon mends no fault of this minor version any more.',
  version_downgrade: 'Kubernetes versions only move forward.',
  version_skip: 'Kubernetes moves one minor version at a time.',
  version_skew: 'Nodes are too many minor versions behind the control plane.',
  // Control plane
  even_etcd_members: 'An even number of etcd members has no better majority than the odd number below it.',
  no_fault_tolerance: 'The cluster does not survive the loss of one machine or site.',
  site_not_applicable: 'Only a development cluster stands at one site, which can be chosen.',
  unknown_site: 'The platform has no such site.',
  capability_missing: 'The platform cannot do this.',
  // Node groups
  min_above_max: 'The minimum of the group is greater than its maximum.',
  resources_incomplete: 'Explicit resources need cpu and memory, both.',
  unknown_instance_type: 'The catalogue has no such instance type.',
  unknown_gpu_type: 'The catalogue has no such GPU.',
  gpu_memory_too_small: 'Nodes with GPUs need at least 4 GiB of memory for the driver.',
  gpu_operator_missing: 'Nodes with GPUs are unusable without the gpu-operator add-on.',
  gpu_scale_from_zero: 'A GPU group at zero nodes does not wake up for pods that ask for a GPU.',
  invalid_role: 'The role cannot be part of a node label.',
  invalid_taint: 'The taint does not follow the grammar of Kubernetes taints.',
  reserved_taint: 'The taint key belongs to Kubernetes or to the platform.',
  duplicate_taint: 'The key has this effect already.',
  unknown_storage_class: 'The platform has no such storage class.',
  nodes_roll: 'The change replaces nodes one after the other.',
  nodes_deleted: 'The change drains and removes nodes that exist.',
  nodes_not_ready: 'Some nodes are not ready before the change begins.',
  gpu_reserve: 'The extra node of a GPU group needs free cards.',
  // Add-ons
  unknown_addon: 'The catalogue has no such add-on.',
  addon_unavailable: 'The platform does not offer this add-on.',
  addon_always_on: 'The add-on cannot be disabled; its settings go back to the defaults.',
  unknown_addon_version: 'The catalogue does not have this version of the add-on.',
  option_mismatch: 'The options belong to another add-on.',
  option_missing: 'An option that the chosen setting needs is absent.',
  option_not_applicable: 'The option has no effect with the chosen setting.',
  values_override_unsupported: 'The add-on takes no Helm values.',
  values_override_moved: 'Helm values were moved to where the add-on reads them.',
  waiting_for: 'The object waits for another one that does not exist yet.',
  // Maintenance and upgrades
  invalid_time_zone: 'The text is not an IANA time zone.',
  invalid_exclusion: 'The exclusion ends before it starts.',
  maintenance_without_window: 'Work is to wait for a maintenance window that the cluster does not have.',
  start_in_the_past: 'The time at which the work is to start is over.',
  upgrade_cannot_proceed: 'Without an extra and without a missing node, no node can be replaced.',
  // Changes and limits
  availability_lowered: 'After the change less has to fail before the cluster, or a part of it, does.',
  protection_lowered: 'After the change something is protected less than before.',
  immutable: 'The field cannot change after creation.',
  deletion_protected: 'The cluster is protected against deletion.',
  quota_exceeded: 'The tenant has not enough quota.',
  quota_at_surge: 'The quota does not cover the extra nodes that exist while nodes are replaced.',
} as const;

/** Code of a rule; the closed list is {@link FINDING_CODES}. */
export type FindingCode = keyof typeof MEANINGS;

/** Every code, in the order of the documentation. */
export const FINDING_CODES = Object.freeze(Object.keys(MEANINGS)) as readonly FindingCode[];

/** One sentence per code, for reference pages. */
export const FINDING_MEANINGS: Readonly<Record<FindingCode, string>> = MEANINGS;

/** What a rule found. */
export interface Finding {
  /** RFC 6901 pointer into the checked value; `''` is the value itself. */
  readonly pointer: string;
  readonly code: FindingCode;
  readonly severity: Severity;
  /** One sentence: the field, the reason, the next step. */
  readonly detail: string;
  /** Values that would pass, where they can be listed; at most 100. */
  readonly allowed?: readonly string[];
  /** What the sentence names, as values of its code; absent where nobody says it in other words. */
  readonly params?: FindingParams[CodeWithParams];
}

// The contract carries no more; a longer list helps nobody.
const ALLOWED_MAX = 100;

/** Makes an error finding. */
export function error(
  pointer: string,
  code: FindingCode,
  detail: string,
  allowed?: readonly string[],
): Finding {
  return {
    pointer,
    code,
    severity: 'error',
    detail,
    ...(allowed === undefined ? {} : { allowed: allowed.slice(0, ALLOWED_MAX) }),
  };
}

/** Makes an error finding that can be said in other words, too. */
export function errorWith<Code extends CodeWithParams>(
  params: FindingParams[Code],
  pointer: string,
  code: Code,
  detail: string,
  allowed?: readonly string[],
): Finding {
  return { ...error(pointer, code, detail, allowed), params };
}

/** Makes a warning finding. */
export function warning(
  pointer: string,
  code: FindingCode,
  detail: string,
  allowed?: readonly string[],
): Finding {
  return { ...error(pointer, code, detail, allowed), severity: 'warning' };
}
