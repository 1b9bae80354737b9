// The first page: all clusters of the tenant.
import { useContext } from 'preact/hooks';
import { useLive } from '../live/use-live.ts';
import { hrefOf } from '../route.ts';
import { Surroundings } from '../surroundings.ts';
import { Page } from '../ui/page.tsx';
import { Freshness, Shown } from '../ui/shown.tsx';
import { ClustersView } from './clusters-view.tsx';
import { readClusters } from './picture.ts';

/** The page. */
export function ClustersPage() {
  const { client, tenant, words } = useContext(Surroundings);
  const reading = useLive('clusters', (signal) => readClusters(client, signal));
  const limit = tenant.quota.find(({ resource }) => resource === 'clusters')?.limit;
  const count = reading.data?.clusters.length;
  return (
    <Page
      title={words.clusters}
      sub={
        <>
          {count === undefined || limit === undefined ? null : (
            <span>{words.clustersOf(count, limit, tenant.displayName)}</span>
          )}
          <Freshness reading={reading} />
        </>
      }
      actions={
        <a class="btn primary" href={hrefOf({ page: 'install' })}>
          {words.createCluster}
        </a>
      }
    >
      <Shown reading={reading} what={words.theClusters}>
        {(picture) => <ClustersView picture={picture} />}
      </Shown>
    </Page>
  );
}
