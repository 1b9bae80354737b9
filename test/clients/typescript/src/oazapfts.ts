// The story as a user of oazapfts writes it.
import {
  cancelOperation,
  createCluster,
  createVersionUpgrade,
  defaults,
  deleteCluster,
  getCluster,
  getManifest,
  getOperation,
  listClusters,
  previewDeleteCluster,
  updateCluster,
} from '../.generated/oazapfts/api';
import { endpoint, tell, token } from './story.ts';

defaults.baseUrl = endpoint;
defaults.headers = { Authorization: `Bearer ${token}` };

/** The data of the one success. */
async function data<R extends { status: number; data: unknown }>(
  call: Promise<R>,
): Promise<Extract<R, { status: 200 | 202 }>['data']> {
  const answer = await call;
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.data));
  return answer.data;
}

export default () =>
  tell({
    createCluster: (body) => data(createCluster(body)),
    waitForOperation: (operation, query) => data(getOperation(operation, query)),
    listClusters: () => data(listClusters()),
    updateCluster: (cluster, body) => data(updateCluster(cluster, body)),
    getCluster: (cluster) => data(getCluster(cluster)),
    previewDelete: (cluster) => data(previewDeleteCluster(cluster)),
    upgradeLater: (cluster, body) => data(createVersionUpgrade(cluster, body)),
    cancelOperation: (operation) => data(cancelOperation(operation)),
    getManifest: (cluster) => data(getManifest(cluster)),
    deleteCluster: (cluster) => data(deleteCluster(cluster)),
  });
