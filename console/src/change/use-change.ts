// A change on its way: what is in the form, what the cluster is meanwhile, what the service foresees, and the request itself.
import { etag, type Impact, isHikubeError } from '@hikube/sdk';
import { useContext, useState } from 'preact/hooks';
import { useMeant } from '../cluster/meant.tsx';
import { type ClusterPicture, readCluster } from '../cluster/picture.ts';
import { useRefused } from '../install/use-refused.ts';
import { hrefOf } from '../route.ts';
import { Surroundings } from '../surroundings.ts';
import { useAction } from '../ui/use-action.ts';
import { type ChangeForm, formOf, patchOf, withAddon } from './form.ts';
import { type Merged, mergeForms } from './merge.ts';

const MOST_TRIES = 3;

/** What was foreseen, and what the cluster was then. */
interface Foreseen {
  readonly impact: Impact;
  readonly fresh: ClusterPicture;
}

/** Begins with the cluster as it was read, and an add-on more where one is asked for. */
export function useChange(picture: ClusterPicture, addon: string | undefined) {
  const { browser, client, keep, words } = useContext(Surroundings);
  const { name } = picture.cluster;
  const meant = useMeant(picture.cluster);
  const [base, setBase] = useState<ChangeForm>(() => formOf(picture));
  const [form, setForm] = useState(() => (addon === undefined ? base : withAddon(base, addon)));
  const [foreseen, setForeseen] = useState<Foreseen | undefined>();
  const [merged, setMerged] = useState<(Merged & { readonly now: ChangeForm }) | undefined>();
  const { refused, heard, forget } = useRefused();
  const take = (now: ChangeForm, next: ChangeForm) => {
    setBase(now);
    setForm(next);
    setMerged(undefined);
  };
  /** The cluster as it is now, with mine on top; undefined when a choice is needed first, or it is gone. */
  const meet = async () => {
    const fresh = await readCluster(client, name, new AbortController().signal);
    if (!meant.is(fresh.cluster)) return undefined;
    const now = formOf(fresh);
    const met = mergeForms(base, now, form);
    if (met.conflicts.length > 0) {
      setMerged({ ...met, now });
      setForeseen(undefined);
      return undefined;
    }
    take(now, met.form);
    return { fresh, patch: patchOf(now, met.form) };
  };
  const foresee = useAction(async () => {
    const met = await meet();
    if (met === undefined) return undefined;
    setForeseen({ impact: await heard(client.clusters.previewUpdate(name, met.patch)), fresh: met.fresh });
    return undefined;
  });
  const apply = useAction(async (applyIn: 'now' | 'window') => {
    for (let tries = 1; ; tries += 1) {
      const met = await meet();
      if (met === undefined) return undefined;
      const options = { ifMatch: etag(met.fresh.cluster), ...(applyIn === 'window' ? { applyIn } : {}) };
      try {
        await heard(client.clusters.update(name, met.patch, options).accepted);
        break;
      } catch (error) {
        // Somebody was faster: what he changed is taken in, or shown beside mine.
        if (!isHikubeError(error, 'precondition_failed') || tries === MOST_TRIES) throw error;
      }
    }
    keep(false);
    browser.address.go(hrefOf({ page: 'cluster', cluster: name }));
    return words.changeAccepted(name);
  });
  return {
    ...{ base, form, merged, foreseen, refused, foresee, apply },
    isAnother: meant.isAnother,
    change(part: Partial<ChangeForm>) {
      keep(true);
      setForeseen(undefined);
      forget();
      setForm((before) => ({ ...before, ...part }));
    },
    /** Puts mine on top of what is there now. */
    takeMine() {
      if (merged !== undefined) take(merged.now, merged.form);
    },
    /** Keeps theirs where both changed the same, and mine elsewhere. */
    takeTheirs() {
      if (merged !== undefined) take(merged.now, mergeForms(base, merged.now, form, 'theirs').form);
    },
  };
}
