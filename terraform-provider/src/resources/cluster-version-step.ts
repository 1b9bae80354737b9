// Which version may follow: what is refused is refused in plan, with a next step that the platform really offers.
import { checkVersionChange, type KnownCatalogue } from '@hikube/domain';
import {
  type Diagnostic,
  isUnknown,
  type ModifyChangeRequest,
  type ObjectValue,
  own,
  type Schema,
} from 'terraform-plugin';
import { diagnosticsOfFindings } from '../api/problems.ts';
import type { ProviderData } from '../provider-data.ts';
import { clusterKind } from './cluster-kind.ts';

/** Refuses a step back, and one that is too long. What is only worth knowing, the preview of the service says. */
export async function versionStep(
  { planned, action, data, signal }: ModifyChangeRequest<Schema, ProviderData>,
  prior: ObjectValue | null,
): Promise<Diagnostic[]> {
  const target = own(planned as ObjectValue, 'version');
  if (prior === null || action !== 'update' || isUnknown(target)) return [];
  const refusals = (catalogue?: KnownCatalogue) =>
    checkVersionChange(prior['version'], target, [], catalogue).filter(
      ({ severity }) => severity === 'error',
    );
  if (refusals().length === 0) return [];
  return diagnosticsOfFindings(refusals(await offered(data, signal)), { rows: clusterKind.rows });
}

/** The live catalogue, for the next step; undefined when the API shall not, or cannot, be asked. */
async function offered(
  data: ProviderData | undefined,
  signal: AbortSignal,
): Promise<KnownCatalogue | undefined> {
  if (data === undefined || data.skipPreflight) return undefined;
  try {
    const hikube = await data.client();
    return {
      kubernetesVersions: await hikube.catalogue.kubernetesVersions({ limit: 200, signal }).toArray(),
    };
  } catch {
    return undefined;
  }
}
