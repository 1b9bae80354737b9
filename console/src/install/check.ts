// Checks the form with the rules of the domain while somebody types: the same that the service applies.
import {
  checkCluster,
  checkQuota,
  clusterDemand,
  type Demand,
  type Finding,
  NO_DEMAND,
  nodesDemand,
  parseQuantity,
  QUOTA_RESOURCES,
  type QuotaResource,
} from '@hikube/domain';
import { type ClusterCreate, type Tenant, ValidationError } from '@hikube/sdk';
import type { Refused } from '../text/fr-refusals.ts';
import type { Offer } from './catalogue.ts';
import type { GroupForm, InstallForm } from './form.ts';

/** Something to correct, or to know. */
export interface Remark extends Refused {
  /** Pointer into the cluster that the form says. */
  readonly pointer: string;
  readonly isError: boolean;
}

/** What the cluster takes from the quota. */
export interface Cost {
  readonly resource: QuotaResource;
  /** With every group at its minimum. */
  readonly first: bigint;
  /** With every group at its maximum: this is what the quota counts. */
  readonly most: bigint;
  /** What the tenant has left. */
  readonly left: bigint;
}

/** Everything that is wrong or worth knowing, in the order of the form. */
export function remarksOf(form: InstallForm, definition: ClusterCreate, offer: Offer): readonly Remark[] {
  return [
    ...(offer.taken.has(form.name)
      ? [
          error(
            '/name',
            'name_taken',
            { name: form.name },
            `A cluster "${form.name}" exists already; choose another name, or change the one that is there.`,
          ),
        ]
      : []),
    ...checkCluster(definition, offer.known).map(remarkOf),
    ...twiceRemarks(form.groups),
    ...quotaRemarks(definition, offer),
  ];
}

/** Names that more than one group has. */
export function twiceRemarks(groups: readonly GroupForm[]): readonly Remark[] {
  const twice = groups.filter(({ name }, index) => groups.findIndex((each) => each.name === name) !== index);
  return twice.map(({ name }) =>
    error(
      `/nodeGroups/${name}`,
      'group_twice',
      { name },
      `There are two groups "${name}"; give each a name of its own.`,
    ),
  );
}

/** What the service found in fields, which say it themselves then. */
export function refusedFields(reason: unknown): readonly Remark[] {
  if (!(reason instanceof ValidationError)) return [];
  return reason.errors.map(({ pointer, detail }) => ({ pointer, detail, isError: true }));
}

const error = (
  pointer: string,
  code: 'name_taken' | 'group_twice',
  params: { readonly name: string },
  detail: string,
): Remark => ({
  pointer,
  code,
  params,
  detail,
  isError: true,
});

/** What a rule found, for the form. */
export function remarkOf({ severity, ...finding }: Finding): Remark {
  return { ...finding, isError: severity === 'error' };
}

function quotaRemarks(definition: ClusterCreate, { tenant, known }: Offer): readonly Remark[] {
  const limits = Object.fromEntries(tenant.quota.map(({ resource, limit }) => [resource, limit]));
  const after = clusterDemand(definition.nodeGroups ?? {}, known);
  const change = { others: requestedBy(tenant), before: NO_DEMAND, after };
  return checkQuota(limits, change).map(remarkOf);
}

function requestedBy(tenant: Tenant): Demand {
  const requested = new Map(tenant.quota.map((item) => [item.resource, parseQuantity(item.requested) ?? 0n]));
  return Object.fromEntries(QUOTA_RESOURCES.map((each) => [each, requested.get(each) ?? 0n])) as Demand;
}

/** What the cluster takes of each resource that the tenant has a limit of. */
export function costOf(definition: ClusterCreate, { tenant, known }: Offer): readonly Cost[] {
  const groups = Object.values(definition.nodeGroups ?? {});
  const most = clusterDemand(definition.nodeGroups ?? {}, known);
  return tenant.quota.flatMap(({ resource, limit, requested }) => {
    const name = QUOTA_RESOURCES.find((each) => each === resource);
    const whole = parseQuantity(limit);
    if (name === undefined || whole === undefined) return [];
    const first = groups.reduce(
      (sum, group) => sum + nodesDemand(group as never, group.minReplicas ?? 0, known)[name],
      name === 'clusters' ? most.clusters : 0n,
    );
    return [{ resource: name, first, most: most[name], left: whole - (parseQuantity(requested) ?? 0n) }];
  });
}
