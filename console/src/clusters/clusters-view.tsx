// The list of clusters: a timetable of what runs, where, and what comes next.
import type { Cluster } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { codeOf } from '../drawings/sites.ts';
import { Trio } from '../drawings/trio.tsx';
import { hrefOf } from '../route.ts';
import { Surroundings } from '../surroundings.ts';
import { Head } from '../ui/head.tsx';
import { Meter } from '../ui/meter.tsx';
import { Status } from '../ui/status.tsx';
import { useStillRows, Waiting } from '../ui/still-rows.tsx';
import { type ClustersPicture, calledOf, controlPlaneBySite } from './picture.ts';

/** The table, or what to do where there is none. */
export function ClustersView({ picture }: { readonly picture: ClustersPicture }) {
  const { words } = useContext(Surroundings);
  const { rows, waiting, isGone, hand } = useStillRows(picture.clusters, ({ uid }) => uid);
  if (picture.clusters.length === 0) return <NoCluster />;
  return (
    <>
      <Waiting count={waiting} />
      <div class="panel" {...hand}>
        <table class="tt in stack">
          <Head
            columns={[
              words.cluster,
              words.state,
              `${words.controlPlane}: ${picture.sites.map(({ name }) => codeOf(name)).join(' ')}`,
              { name: words.nodes, isNumber: true },
              words.version,
              words.next,
            ]}
          />
          <tbody>
            {rows.map((cluster) => (
              <Row key={cluster.uid} cluster={cluster} picture={picture} isGone={isGone(cluster)} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface RowProps {
  readonly cluster: Cluster;
  readonly picture: ClustersPicture;
}

function Row({ cluster, picture, isGone }: RowProps & { readonly isGone: boolean }) {
  const { words } = useContext(Surroundings);
  const { name, topology, status } = cluster;
  const called = calledOf(cluster);
  return (
    <tr inert={isGone}>
      <th scope="row">
        <span class="key">
          <a class="big-link" href={hrefOf({ page: 'cluster', cluster: name })}>
            {called}
          </a>
          <span class="below">
            {called === name ? null : <span class="mono">{name}</span>}
            {topology === 'development' ? words.topologies.development : null}
          </span>
        </span>
      </th>
      <td data-l={words.state}>
        <span>
          <Status state={status.phase} />
          <span class="below">
            {status.addons.total === 0 ? null : words.addonsReady(status.addons.ready, status.addons.total)}
          </span>
        </span>
      </td>
      <td data-l={words.sites}>
        <Trio sites={picture.sites} states={controlPlaneBySite(cluster)} />
      </td>
      <td class="r" data-l={words.nodes}>
        <span>
          {status.nodes.ready} / {status.nodes.total}
        </span>
      </td>
      <td data-l={words.version}>
        <span class="num">{status.version ?? cluster.version}</span>
      </td>
      <td data-l={words.next}>
        <Next cluster={cluster} picture={picture} />
      </td>
    </tr>
  );
}

function Next({ cluster, picture }: RowProps) {
  const { words } = useContext(Surroundings);
  const { name, status } = cluster;
  const operation = picture.operations.get(status.currentOperation ?? '');
  const upgrade = picture.upgrades.get(name);
  if (operation !== undefined)
    return (
      <div class="next">
        <Meter percent={operation.progress.percent} label={operation.phase} />
        <span class="below num">{words.parts(operation.progress.done, operation.progress.total)}</span>
      </div>
    );
  if (upgrade !== undefined)
    return (
      <span>
        <a href={hrefOf({ page: 'upgrade', cluster: name })}>{words.upgradeTo(upgrade.targetVersion)}</a>
        <span class="below">{words.states[upgrade.status.phase.toLowerCase()] ?? upgrade.status.phase}</span>
      </span>
    );
  return <span class="dimmer">–</span>;
}

function NoCluster() {
  const { words } = useContext(Surroundings);
  return (
    <div class="panel empty">
      <h2>{words.noCluster}</h2>
      <p class="dim">{words.noClusterMeans}</p>
      <a class="btn primary" href={hrefOf({ page: 'install' })}>
        {words.createCluster}
      </a>
    </div>
  );
}
