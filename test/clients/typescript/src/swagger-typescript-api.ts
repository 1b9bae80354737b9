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
    createCluster: (name, version) =>
      data(api.clusters.createCluster({ name, version, nodeGroups: { web: { minReplicas: 1 } } })),
    waitForOperation: (operation) => data(api.operations.getOperation(operation, { wait: '30s' })),
    listClusters: () => data(api.clusters.listClusters()),
    updateCluster: (cluster, displayName) => data(api.clusters.updateCluster(cluster, { displayName })),
    getCluster: (cluster) => data(api.clusters.getCluster(cluster)),
    previewDelete: (cluster) => data(api.previews.previewDeleteCluster(cluster)),
    upgradeLater: (cluster, targetVersion, startAt) =>
      data(api.clusters.createVersionUpgrade(cluster, { targetVersion, start: 'at', startAt })),
    cancelOperation: (operation) => data(api.operations.cancelOperation(operation)),
    getManifest: (cluster) => data(api.clusters.getManifest(cluster)),
    deleteCluster: (cluster) => data(api.clusters.deleteCluster(cluster)),
  });
