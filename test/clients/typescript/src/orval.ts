// The story as a user of orval writes it.
import axios from 'axios';
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
} from '../.generated/orval/api';
import { endpoint, tell, token } from './story.ts';

axios.defaults.baseURL = endpoint;
axios.defaults.headers.common['Authorization'] = `Bearer ${token}`;

/** The data of an answer; another media type of it is a text. */
async function data<T>(call: Promise<{ data: T }>): Promise<Exclude<T, string>> {
  const { data } = await call;
  if (typeof data === 'string') throw new Error(`A text in place of JSON: ${data}`);
  return data as Exclude<T, string>;
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
