// A cluster for each branch, and none for branches that nobody works on any more.
import { createHash } from 'node:crypto';
import { AlreadyExistsError, type Cluster, type Hikube, QuotaExceededError } from '@hikube/sdk';

const LABEL = 'preview';
const DAY_MS = 86_400_000;

/** All clusters for previews are in use. */
export class TooManyPreviews extends Error {}

/** The cluster of a branch, ready for use: a new one, or the one that it has. */
export async function ensurePreview(hikube: Hikube, branch: string): Promise<Cluster> {
  const name = nameOf(branch);
  try {
    return await hikube.clusters.create({
      name,
      topology: 'development',
      labels: { [LABEL]: 'true' },
      nodeGroups: { apps: { minReplicas: 1, maxReplicas: 3 } },
    });
  } catch (error) {
    if (error instanceof AlreadyExistsError) return hikube.clusters.get(name);
    if (error instanceof QuotaExceededError)
      throw new TooManyPreviews(`There is no room for a preview of ${branch}: close another branch first.`);
    throw error;
  }
}

/** Deletes previews that are older than a day. @returns their names */
export async function removeStale(hikube: Hikube, now: number): Promise<readonly string[]> {
  const stale: string[] = [];
  for await (const { name, createdAt } of hikube.clusters.list({ labels: LABEL }))
    if (now - Date.parse(createdAt) > DAY_MS) stale.push(name);
  await Promise.all(stale.map((name) => hikube.clusters.delete(name)));
  return stale;
}

/** Names of clusters have few letters, digits and dashes, and branches have many: a hash keeps two of them apart. */
function nameOf(branch: string): string {
  const words = branch
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 10);
  const hash = createHash('sha256').update(branch).digest('hex').slice(0, 6);
  return `pr-${words === '' ? 'x' : words}-${hash}`.replace('--', '-');
}
