// The upgrade plan of the domain, in the shape of the contract.
import type { UpgradePlan as DomainPlan } from '@hikube/domain';
import type { UpgradePlan } from '@hikube/openapi/types';
import { fieldErrorOf } from '../plan/field-errors.ts';

/** The plan as it is shown. */
export function upgradePlanView(cluster: string, plan: DomainPlan): UpgradePlan {
  const { currentVersion, targetVersion, nodesRolled } = plan;
  return {
    cluster,
    currentVersion,
    targetVersion,
    allowedTargets: [...plan.allowedTargets],
    steps: plan.steps.map(({ name, target, nodes }) => ({ name, target, nodes })),
    nodesRolled,
    blockers: plan.blockers.map(fieldErrorOf),
    warnings: plan.warnings.map(fieldErrorOf),
  };
}
