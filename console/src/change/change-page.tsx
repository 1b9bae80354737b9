// A change of a cluster: first the form, then what it does, and only then the button that asks for it.
import { etag, type Impact } from '@hikube/sdk';
import { useContext, useState } from 'preact/hooks';
import { type ClusterPicture, readCluster } from '../cluster/picture.ts';
import { calledOf } from '../clusters/picture.ts';
import { type Offer, readOffer } from '../install/catalogue.ts';
import { useLive } from '../live/use-live.ts';
import { hrefOf } from '../route.ts';
import { Surroundings } from '../surroundings.ts';
import { Note } from '../ui/note.tsx';
import { Page } from '../ui/page.tsx';
import { Problem } from '../ui/problem.tsx';
import { Shown } from '../ui/shown.tsx';
import { useAction } from '../ui/use-action.ts';
import { ChangeFields } from './change-fields.tsx';
import { Confirm } from './confirm.tsx';
import { Conflicts } from './conflicts.tsx';
import { type ChangeForm, formOf, patchOf } from './form.ts';
import { ImpactView } from './impact-view.tsx';
import { type Merged, mergeForms } from './merge.ts';

/** The page. */
export function ChangePage({ name }: { readonly name: string }) {
  const { client, words } = useContext(Surroundings);
  const reading = useLive(
    `change/${name}`,
    async (signal) => {
      const [picture, offer] = await Promise.all([
        readCluster(client, name, signal),
        readOffer(client, signal),
      ]);
      return { picture, offer };
    },
    () => false,
  );
  const called = reading.data === undefined ? name : calledOf(reading.data.picture.cluster);
  return (
    <Page
      title={words.changeOf(called)}
      path={[
        { label: words.clusters, route: { page: 'clusters' } },
        { label: called, route: { page: 'cluster', cluster: name } },
      ]}
    >
      <Shown reading={reading} what={words.theCluster(name)}>
        {({ picture, offer }) => <Change picture={picture} offer={offer} />}
      </Shown>
    </Page>
  );
}

/** What was foreseen, of which form, and what the cluster was then. */
interface Foreseen {
  readonly impact: Impact;
  readonly form: ChangeForm;
  readonly fresh: ClusterPicture;
}

function Change({ picture, offer }: { readonly picture: ClusterPicture; readonly offer: Offer }) {
  const { browser, client, keep, words } = useContext(Surroundings);
  const { name } = picture.cluster;
  const [base, setBase] = useState<ChangeForm>(() => formOf(picture));
  const [form, setForm] = useState(base);
  const [foreseen, setForeseen] = useState<Foreseen | undefined>();
  const [merged, setMerged] = useState<(Merged & { readonly now: ChangeForm }) | undefined>();
  const change = (part: Partial<ChangeForm>) => {
    keep(true);
    setForeseen(undefined);
    setForm((before) => ({ ...before, ...part }));
  };
  const take = (now: ChangeForm, next: ChangeForm) => {
    setBase(now);
    setForm(next);
    setMerged(undefined);
  };
  /** The cluster as it is now, with mine on top; undefined when a choice is needed first. */
  const meet = async () => {
    const fresh = await readCluster(client, name, new AbortController().signal);
    const now = formOf(fresh);
    const met = mergeForms(base, now, form);
    if (met.conflicts.length > 0) {
      setMerged({ ...met, now });
      setForeseen(undefined);
      return undefined;
    }
    take(now, met.form);
    return { fresh, patch: patchOf(now, met.form), form: met.form };
  };
  const foresee = useAction(async () => {
    const met = await meet();
    if (met === undefined) return undefined;
    setForeseen({
      impact: await client.clusters.previewUpdate(name, met.patch),
      form: met.form,
      fresh: met.fresh,
    });
    return undefined;
  });
  const apply = useAction(async (applyIn: 'now' | 'window') => {
    const met = await meet();
    if (met === undefined) return undefined;
    const options = { ifMatch: etag(met.fresh.cluster), ...(applyIn === 'window' ? { applyIn } : {}) };
    await client.clusters.update(name, met.patch, options).accepted;
    keep(false);
    browser.address.go(hrefOf({ page: 'cluster', cluster: name }));
    return words.changeAccepted(name);
  });
  const error = apply.error ?? foresee.error;
  return (
    <>
      {merged === undefined ? null : (
        <Conflicts
          conflicts={merged.conflicts}
          onMine={() => take(merged.now, merged.form)}
          onTheirs={() => take(merged.now, mergeForms(base, merged.now, form, 'theirs').form)}
        />
      )}
      <ChangeFields
        {...{ base, form, offer, change }}
        definition={picture}
        isUnderWay={foresee.isUnderWay}
        onForesee={() => void foresee.run()}
      />
      {error === undefined ? null : (
        <Note kind="fail" role="alert">
          <Problem error={error} />
        </Note>
      )}
      {foreseen === undefined ? null : (
        <section class="sec" aria-label={words.preview}>
          <ImpactView impact={foreseen.impact} picture={foreseen.fresh} />
          <Confirm
            cluster={foreseen.fresh.cluster}
            impact={foreseen.impact}
            isBusy={apply.isUnderWay}
            onConfirm={(applyIn) => void apply.run(applyIn)}
          />
        </section>
      )}
    </>
  );
}
