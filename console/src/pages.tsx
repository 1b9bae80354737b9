// Which page an address shows. What most readers do not open comes when it is opened.
import { useContext } from 'preact/hooks';
import { ClusterPage } from './cluster/cluster-page.tsx';
import { ClustersPage } from './clusters/clusters-page.tsx';
import { hrefOf, type Route } from './route.ts';
import { Surroundings } from './surroundings.ts';
import { Page } from './ui/page.tsx';

/** The page. */
export function Pages({ route }: { readonly route: Route }) {
  switch (route.page) {
    case 'clusters':
      return <ClustersPage />;
    case 'cluster':
      return <ClusterPage key={route.cluster} name={route.cluster} />;
    default:
      return <Unknown />;
  }
}

function Unknown() {
  const { words } = useContext(Surroundings);
  return (
    <Page title={words.noPage}>
      <p>
        <a href={hrefOf({ page: 'clusters' })}>{words.clusters}</a>
      </p>
    </Page>
  );
}
