// Names of what is there, for completion and for "did you mean".
import type { Hikube } from '@hikube/sdk';
import type { Source } from '../commands/command.ts';

/** Most names that are read. */
const MOST = 200;

/** @param cluster the one that was named before, for what is inside of it */
export async function namesOf(
  hikube: Hikube,
  source: Source,
  cluster: string | undefined,
): Promise<string[]> {
  const page = { limit: MOST };
  const inside = cluster ?? '-';
  const names = async (list: PromiseLike<{ items: readonly object[] }>, field: string) =>
    (await list).items.map((item) => String((item as Record<string, unknown>)[field]));
  switch (source) {
    case 'clusters':
      return names(hikube.clusters.list(page), 'name');
    case 'nodeGroups':
      return names(hikube.nodeGroups.list(inside, page), 'name');
    case 'nodes':
      return names(hikube.nodes.list(inside, page), 'name');
    case 'addons':
      return names(hikube.addons.list(inside, page), 'name');
    case 'upgrades':
      return names(hikube.versionUpgrades.list(inside, page), 'id');
    case 'kubeconfigs':
      return names(hikube.kubeconfigs.list(inside, page), 'id');
    case 'operations':
      return names(hikube.operations.list(page), 'id');
    case 'tokens':
      return names(hikube.tokens.list(page), 'id');
    default:
      return catalogueNames(hikube, source);
  }
}

async function catalogueNames({ catalogue }: Hikube, source: Source): Promise<string[]> {
  switch (source) {
    case 'addonTypes':
      return (await catalogue.addons()).items.map(({ name }) => name);
    case 'kubernetesVersions':
      return (await catalogue.kubernetesVersions()).items.map(({ minor }) => minor);
    case 'instanceTypes':
      return (await catalogue.instanceTypes({ limit: MOST })).items.map(({ name }) => name);
    case 'gpuTypes':
      return (await catalogue.gpuTypes()).items.map(({ name }) => name);
    case 'storageClasses':
      return (await catalogue.storageClasses()).items.map(({ name }) => name);
    case 'sites':
      return (await catalogue.sites()).items.map(({ name }) => name);
    default:
      return [];
  }
}
