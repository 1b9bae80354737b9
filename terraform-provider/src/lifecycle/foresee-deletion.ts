// What is lost with a cluster, told in the plan that destroys it: volumes, kubeconfigs, work that is under way.
import type { Diagnostic, ObjectValue } from 'terraform-plugin';
import { noteAbout } from '../api/problems.ts';
import type { ProviderData } from '../provider-data.ts';
import { holderOf } from './holding.ts';
import type { Memory } from './memory.ts';
import { refusedInPlan } from './preflight.ts';

/** Asks the service; without the API the cluster is planned to go all the same. */
export async function foreseeDeletion(
  prior: ObjectValue,
  data: ProviderData | undefined,
  memory: Memory,
): Promise<readonly Diagnostic[]> {
  if (data === undefined || data.skipPreflight) return [];
  const cluster = String(prior['name']);
  const name = `deletion of the cluster ${cluster}`;
  try {
    const hikube = await data.client();
    return noteAbout(name, (await hikube.clusters.previewDelete(cluster, holderOf(memory))).warnings);
  } catch (refusal) {
    return refusedInPlan(refusal, name, { rows: [] });
  }
}
