// The story as a user of hey-api writes it.
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
} from '../.generated/hey-api';
import { client } from '../.generated/hey-api/client.gen';
import { endpoint, tell, token } from './story.ts';

client.setConfig({ baseUrl: endpoint, auth: () => token, throwOnError: true });

async function data<T>(call: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await call;
  if (data === undefined || data === null) throw new Error('The answer has no data.');
  return data;
}

export default () =>
  tell({
    createCluster: (body) => data(createCluster({ body })),
    waitForOperation: (operation, query) => data(getOperation({ path: { operation }, query })).then(whole),
    listClusters: () => data(listClusters()),
    updateCluster: (cluster, body) => data(updateCluster({ path: { cluster }, body })),
    getCluster: (cluster) => data(getCluster({ path: { cluster } })),
    previewDelete: (cluster) => data(previewDeleteCluster({ path: { cluster } })),
    upgradeLater: (cluster, body) => data(createVersionUpgrade({ path: { cluster }, body })),
    cancelOperation: (operation) => data(cancelOperation({ path: { operation } })),
    getManifest: (cluster) => data(getManifest({ path: { cluster } })).then(whole),
    deleteCluster: (cluster) => data(deleteCluster({ path: { cluster } })),
  });

/** The answer has other media types too, whose content is a text. */
function whole<T>(answer: T | string): T {
  if (typeof answer === 'string') throw new Error(`A text in place of JSON: ${answer}`);
  return answer;
}
