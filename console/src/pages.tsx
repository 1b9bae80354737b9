// Which page an address shows. What most readers do not open comes when it is opened.
import { useContext } from 'preact/hooks';
import { ClusterPage } from './cluster/cluster-page.tsx';
import { ClustersPage } from './clusters/clusters-page.tsx';
import { hrefOf, type Route } from './route.ts';
import { Surroundings } from './surroundings.ts';
import { later } from './ui/later.tsx';
import { Page } from './ui/page.tsx';

const InstallPage = later(async () => (await import('./install/install-page.tsx')).InstallPage);
const ChangePage = later(async () => (await import('./change/change-page.tsx')).ChangePage);
const UpgradePage = later(async () => (await import('./upgrade/upgrade-page.tsx')).UpgradePage);
const OperationsPage = later(async () => (await import('./operations/operations-page.tsx')).OperationsPage);
const QuotaPage = later(async () => (await import('./account/quota-page.tsx')).QuotaPage);
const TokensPage = later(async () => (await import('./account/tokens-page.tsx')).TokensPage);
const WorldPage = later(async () => (await import('./world/world-page.tsx')).WorldPage);

/** The page. */
export function Pages({ route }: { readonly route: Route }) {
  switch (route.page) {
    case 'clusters':
      return <ClustersPage />;
    case 'cluster':
      return <ClusterPage key={route.cluster} name={route.cluster} />;
    case 'install':
      return <InstallPage />;
    case 'change':
      return (
        <ChangePage
          key={hrefOf(route)}
          name={route.cluster}
          addon={'addon' in route ? route.addon : undefined}
        />
      );
    case 'upgrade':
      return <UpgradePage key={route.cluster} name={route.cluster} />;
    case 'operations':
      return <OperationsPage />;
    case 'quota':
      return <QuotaPage />;
    case 'tokens':
      return <TokensPage />;
    case 'world':
      return <WorldPage />;
    case 'unknown':
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
