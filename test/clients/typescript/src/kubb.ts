// The story as a user of kubb writes it.
import { axiosInstance } from '@kubb/plugin-client/clients/axios';
import {
  cancelOperation,
  createCluster,
  createVersionUpgrade,
  deleteCluster,
  getCluster,
  getManifest,
  getOperation,
  listClusters,
  previewDeleteCluster,
  updateCluster,
} from '../.generated/kubb';
import { endpoint, tell, token } from './story.ts';

axiosInstance.defaults.baseURL = endpoint;
axiosInstance.defaults.headers.common['Authorization'] = `Bearer ${token}`;

export default () =>
  tell({
    createCluster: (body) => createCluster(body),
    waitForOperation: (operation, query) => getOperation(operation, query).then(whole),
    listClusters: () => listClusters(),
    updateCluster: (cluster, body) => updateCluster(cluster, body),
    getCluster: (cluster) => getCluster(cluster),
    previewDelete: (cluster) => previewDeleteCluster(cluster),
    upgradeLater: (cluster, body) => createVersionUpgrade(cluster, body),
    cancelOperation: (operation) => cancelOperation(operation),
    getManifest: (cluster) => getManifest(cluster).then(whole),
    deleteCluster: (cluster) => deleteCluster(cluster),
  });

/** The answer has other media types too, whose content is a text. */
function whole<T>(answer: T | string): T {
  if (typeof answer === 'string') throw new Error(`A text in place of JSON: ${answer}`);
  return answer;
}
