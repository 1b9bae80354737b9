// What an apply says of a cluster that it leaves degraded: Terraform has done its part, and something of the cluster is
// missing all the same.
import type { Cluster } from '@hikube/sdk';
import { type Diagnostic, warning } from 'terraform-plugin';
import { inTerraformWords } from '../bridge/words.ts';

/** Nothing for a cluster that is whole, or whose work goes on. */
export function degradedNote({ name, status }: Pick<Cluster, 'name' | 'status'>): readonly Diagnostic[] {
  if (status.phase !== 'Degraded') return [];
  const health = status.conditions.find(({ type }) => type === 'Healthy');
  if (health === undefined || health.status === 'True') return [];
  const why = inTerraformWords(health.message);
  const next = `What is missing comes by itself once the cause is gone; \`hikube cluster get ${name}\` shows it.`;
  return [warning(`The cluster ${name} is degraded (${health.reason})`, `${why} ${next}`)];
}
