// Deleting a cluster: what goes with it is said first, by the service, and then its name is asked for.
import { type Cluster, etag, type Impact } from '@hikube/sdk';
import { useContext, useEffect, useState } from 'preact/hooks';
import { calledOf } from '../clusters/picture.ts';
import { useWhyNot } from '../may.ts';
import { Surroundings } from '../surroundings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Note } from '../ui/note.tsx';
import { Problem, Refusal } from '../ui/problem.tsx';
import { Retype } from '../ui/retype.tsx';
import { useAction } from '../ui/use-action.ts';
import { AnotherOne, useMeant } from './meant.tsx';

interface DeleteDialogProps {
  /** As it was shown: one of the same name that came later is not meant. */
  readonly cluster: Cluster;
  readonly onClose: () => void;
  readonly refresh: () => Promise<void>;
}

/** The dialog. */
export function DeleteDialog({ cluster, onClose, refresh }: DeleteDialogProps) {
  const { client, words } = useContext(Surroundings);
  const { name, deletionProtection } = cluster;
  const { isAnother } = useMeant(cluster);
  const whyNot = useWhyNot();
  const [called] = useState(calledOf(cluster));
  const remove = useAction(async () => {
    await client.clusters.delete(name, { ifMatch: etag(cluster) }).accepted;
    await refresh();
    onClose();
    return words.deletionAccepted(name);
  });
  const keep = <Button onPress={onClose}>{words.keepIt}</Button>;
  return (
    <Dialog title={words.deleteTitle(called)} onClose={onClose}>
      {isAnother ? <AnotherOne name={name} /> : null}
      {/* Of a protected one the service only says that it is. */}
      {isAnother || deletionProtection ? null : <Goes name={name} />}
      <Refusal error={remove.error} />
      {isAnother ? (
        <div class="row">{keep}</div>
      ) : deletionProtection ? (
        <Unprotect cluster={cluster} refresh={refresh} keep={keep} />
      ) : (
        <Retype
          name={name}
          button={words.deleteNow(name)}
          keep={keep}
          isBusy={remove.isUnderWay}
          why={whyNot('clusters.delete')}
          isFirst
          onConfirm={() => void remove.run()}
        />
      )}
    </Dialog>
  );
}

function Unprotect({
  cluster,
  refresh,
  keep,
}: Omit<DeleteDialogProps, 'onClose'> & { keep: preact.ComponentChildren }) {
  const { client, words } = useContext(Surroundings);
  const whyNot = useWhyNot();
  const unprotect = useAction(async () => {
    const options = { ifMatch: etag(cluster) };
    await client.clusters.update(cluster.name, { deletionProtection: false }, options).accepted;
    await refresh();
    return undefined;
  });
  return (
    <>
      <Note kind="fail" shape="lock">
        <p>{words.isProtected(cluster.name)}</p>
        {unprotect.error === undefined ? null : <Problem error={unprotect.error} />}
      </Note>
      <div class="row">
        {keep}
        <Button
          isBusy={unprotect.isUnderWay}
          why={whyNot('clusters.update')}
          onPress={() => void unprotect.run()}
        >
          {words.unprotect}
        </Button>
      </div>
    </>
  );
}

/** What the service says that goes with the cluster. */
function Goes({ name }: { readonly name: string }) {
  const { client, words } = useContext(Surroundings);
  const [impact, setImpact] = useState<Impact | undefined>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    const end = new AbortController();
    client.clusters.previewDelete(name, { signal: end.signal }).then(setImpact, (reason: unknown) => {
      if (!end.signal.aborted) setError(reason);
    });
    return () => end.abort();
  }, [client, name]);
  if (error !== undefined) return <Problem error={error} />;
  const deletion = impact?.deletion;
  if (deletion === undefined) return <p class="room dim">{words.looking}</p>;
  const { nodeGroups, addons, volumes, kubeconfigs, stays } = deletion;
  const nodes = nodeGroups.reduce((sum, group) => sum + group.nodes, 0);
  return (
    <ul class="goes">
      <li>{words.goesNodes(nodes, nodeGroups.length)}</li>
      {addons.length === 0 ? null : <li>{words.goesAddons(addons)}</li>}
      {volumes === null || volumes.count === 0 ? null : (
        <li>
          <b>{words.goesVolumes(volumes.count, words.bytes(volumes.totalSize), volumes.retained)}</b>{' '}
          {volumes.items.map((volume) => `${volume.name} (${words.bytes(volume.size)})`).join(', ')}
        </li>
      )}
      {kubeconfigs.count === 0 ? null : <li>{words.goesKubeconfigs(kubeconfigs.count)}</li>}
      {stays.length === 0 ? null : <li lang="en">{stays.join(' ')}</li>}
    </ul>
  );
}
