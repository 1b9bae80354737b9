// The story as a user of openapi-typescript writes it.
import createClient from 'openapi-fetch';
import type { paths } from '../.generated/openapi-typescript/api';
import { endpoint, tell, token } from './story.ts';

const api = createClient<paths>({ baseUrl: endpoint, headers: { Authorization: `Bearer ${token}` } });

/** The data of an answer; another media type of it is a text. */
async function data<T>(call: Promise<{ data?: T; error?: unknown }>): Promise<Exclude<T, string>> {
  const { data, error } = await call;
  if (data === undefined || typeof data === 'string') throw new Error(JSON.stringify(error ?? data));
  return data as Exclude<T, string>;
}

export default () =>
  tell({
    createCluster: (body) => data(api.POST('/clusters', { body })),
    waitForOperation: (operation, query) =>
      data(api.GET('/operations/{operation}', { params: { path: { operation }, query } })),
    listClusters: () => data(api.GET('/clusters')),
    updateCluster: (cluster, body) =>
      data(
        api.PATCH('/clusters/{cluster}', {
          params: { path: { cluster } },
          body,
          headers: { 'Content-Type': 'application/merge-patch+json' },
        }),
      ),
    getCluster: (cluster) => data(api.GET('/clusters/{cluster}', { params: { path: { cluster } } })),
    previewDelete: (cluster) =>
      data(api.DELETE('/previews/clusters/{cluster}', { params: { path: { cluster } } })),
    upgradeLater: (cluster, body) =>
      data(
        api.POST('/clusters/{cluster}/version-upgrades', {
          params: { path: { cluster } },
          body,
        }),
      ),
    cancelOperation: (operation) =>
      data(api.POST('/operations/{operation}/cancel', { params: { path: { operation } } })),
    getManifest: (cluster) =>
      data(api.GET('/clusters/{cluster}/manifest', { params: { path: { cluster } } })),
    deleteCluster: (cluster) => data(api.DELETE('/clusters/{cluster}', { params: { path: { cluster } } })),
  });
