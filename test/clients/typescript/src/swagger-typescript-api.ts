// The story as a user of swagger-typescript-api writes it.
import { Api } from '../.generated/swagger-typescript-api/Api';
import { endpoint, tell, token } from './story.ts';

const api = new Api<string>({
  baseUrl: endpoint,
  securityWorker: (secret) => ({ headers: { Authorization: `Bearer ${secret}` } }),
});
api.setSecurityData(token);

async function data<T>(call: Promise<{ data: T }>): Promise<T> {
  const { data } = await call;
  return data;
}

export default () =>
  tell({
    createCluster: (body) => data(api.clusters.createCluster(body)),
    waitForOperation: (operation, query) => data(api.operations.getOperation(operation, query)),
    listClusters: () => data(api.clusters.listClusters()),
    updateCluster: (cluster, body) => data(api.clusters.updateCluster(cluster, body)),
    getCluster: (cluster) => data(api.clusters.getCluster(cluster)),
    previewDelete: (cluster) => data(api.previews.previewDeleteCluster(cluster)),
    upgradeLater: (cluster, body) => data(api.clusters.createVersionUpgrade(cluster, body)),
    cancelOperation: (operation) => data(api.operations.cancelOperation(operation)),
    getManifest: (cluster) => data(api.clusters.getManifest(cluster)),
    deleteCluster: (cluster) => data(api.clusters.deleteCluster(cluster)),
  });
