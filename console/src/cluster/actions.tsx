// What can be done with a cluster as a whole.
import { useContext, useState } from 'preact/hooks';
import { useWhyNot } from '../may.ts';
import { hrefOf } from '../route.ts';
import { Surroundings } from '../surroundings.ts';
import { Button } from '../ui/button.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import type { ClusterPicture } from './picture.ts';

interface ActionsProps {
  readonly picture: ClusterPicture;
  readonly refresh: () => Promise<void>;
}

/** The buttons beside the name. */
export function Actions({ picture: { cluster }, refresh }: ActionsProps) {
  const { words } = useContext(Surroundings);
  const [isDeleting, setDeleting] = useState(false);
  const { name, status } = cluster;
  const why = useWhyNot()('clusters.delete') ?? (status.phase === 'Deleting' ? words.isDeleting : undefined);
  return (
    <>
      <a class="btn" href={hrefOf({ page: 'change', cluster: name })}>
        {words.change}
      </a>
      <a class="btn" href={hrefOf({ page: 'upgrade', cluster: name })}>
        {words.upgrade}
      </a>
      <Button kind="danger" why={why} onPress={() => setDeleting(true)}>
        {words.deleteAsk}
      </Button>
      {isDeleting ? (
        <DeleteDialog cluster={cluster} onClose={() => setDeleting(false)} refresh={refresh} />
      ) : null}
    </>
  );
}
