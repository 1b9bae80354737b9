// The page of a cluster: what is where, what is under way, and what can be done.
import { isHikubeError } from '@hikube/sdk';
import { useContext, useRef } from 'preact/hooks';
import { calledOf } from '../clusters/picture.ts';
import { definitionOf } from '../code/definition.ts';
import { Matrix } from '../drawings/matrix.tsx';
import { useLive } from '../live/use-live.ts';
import { Surroundings } from '../surroundings.ts';
import { Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { Freshness, Shown } from '../ui/shown.tsx';
import { Status } from '../ui/status.tsx';
import { Actions } from './actions.tsx';
import { Addons } from './addons.tsx';
import { AsCode } from './as-code.tsx';
import { Events } from './events.tsx';
import { Facts } from './facts.tsx';
import { NodeGroups } from './groups.tsx';
import { Kubeconfigs } from './kubeconfigs.tsx';
import { Lacks, lackOf } from './lacks.tsx';
import { layersOf } from './layers.ts';
import { OperationPanel } from './operation-panel.tsx';
import { type ClusterPicture, currentOperation, EVENTS_MOST, readCluster } from './picture.ts';
import { UpgradePanel } from './upgrade-panel.tsx';
import { Volumes } from './volumes.tsx';

/** Events that are shown at first, and that come with each press for more. */
const EVENTS_FIRST = 6;
const EVENTS_MORE = 24;

/** The page. */
export function ClusterPage({ name }: { readonly name: string }) {
  const { client, words } = useContext(Surroundings);
  const events = useRef(EVENTS_FIRST);
  const reading = useLive(
    `cluster/${name}`,
    (signal) => readCluster(client, name, signal, events.current),
    (event) => event.cluster === name || event.object.kind === 'Site',
  );
  const { data, error } = reading;
  const isGone = isHikubeError(error, 'not_found');
  return (
    <Page
      title={data === undefined ? name : calledOf(data.cluster)}
      path={[{ label: words.clusters, route: { page: 'clusters' } }]}
      sub={
        data === undefined || isGone ? undefined : (
          <Sub picture={data} freshness={<Freshness reading={reading} />} />
        )
      }
      actions={
        data === undefined || isGone ? undefined : <Actions picture={data} refresh={reading.refresh} />
      }
    >
      {isGone ? (
        <Note kind="idle" role="status">
          <p>{data === undefined ? words.noSuchCluster(name) : words.clusterGone(name)}</p>
        </Note>
      ) : (
        <Shown reading={reading} what={words.theCluster(name)}>
          {(picture) => (
            <ClusterView
              picture={picture}
              refresh={reading.refresh}
              onOlder={() => {
                events.current = Math.min(EVENTS_MOST, events.current + EVENTS_MORE);
                return reading.refresh();
              }}
            />
          )}
        </Shown>
      )}
    </Page>
  );
}

interface SubProps {
  readonly picture: ClusterPicture;
  readonly freshness: preact.ComponentChildren;
}

/** The line below the title: the state, the name where the title is another one, and the version. */
export function Sub({ picture, freshness }: SubProps) {
  const { cluster, upgrade } = picture;
  const { name, version, status } = cluster;
  return (
    <>
      <Status state={status.phase} tag />
      {calledOf(cluster) === name ? null : <span class="mono">{name}</span>}
      <span class="num">
        {upgrade === undefined
          ? (status.version ?? version)
          : `${upgrade.fromVersion} → ${upgrade.targetVersion}`}
      </span>
      {freshness}
    </>
  );
}

interface ClusterViewProps {
  readonly picture: ClusterPicture;
  readonly refresh: () => Promise<void>;
  /** Reads events that are older than those that are shown. */
  readonly onOlder: () => Promise<void>;
}

/** All sections. */
function ClusterView({ picture, refresh, onOlder }: ClusterViewProps) {
  const { client, words } = useContext(Surroundings);
  const { cluster, sites, nodeGroups, addons } = picture;
  const operation = currentOperation(picture);
  const manifest = useLive(
    `manifest/${cluster.uid}`,
    async (signal) => client.manifests.get(cluster.name, { signal }),
    () => false,
  );
  const { phase } = cluster.status;
  return (
    <div class="cols main-aside">
      {operation === undefined &&
      picture.upgrade === undefined &&
      lackOf(cluster.status) === undefined ? null : (
        <div class="first">
          <Lacks status={cluster.status} />
          {operation === undefined ? null : <OperationPanel operation={operation} />}
          <UpgradePanel picture={picture} refresh={refresh} />
        </div>
      )}
      <div class="main">
        <div class="panel clip">
          <Matrix caption={words.matrixCaption} sites={sites} layers={layersOf(picture, words)} />
        </div>
        <NodeGroups groups={nodeGroups} />
        <Addons cluster={cluster.name} addons={addons} />
        <Volumes volumes={picture.volumes} phase={phase} sites={sites} />
        <AsCode definition={definitionOf(picture)} manifest={manifest.data} />
      </div>
      <aside aria-label={words.nowAndBefore}>
        {/* What can be pressed and what stays stand above what grows. */}
        <Kubeconfigs picture={picture} refresh={refresh} />
        <Facts cluster={cluster} />
        <Events
          cluster={cluster.name}
          events={picture.events}
          hasOlder={picture.hasOlderEvents}
          onMore={onOlder}
        />
      </aside>
    </div>
  );
}
