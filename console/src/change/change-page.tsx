// A change of a cluster: first the form, then what it does, and only then the button that asks for it.
import { useContext } from 'preact/hooks';
import { AnotherOne } from '../cluster/meant.tsx';
import { type ClusterPicture, readCluster } from '../cluster/picture.ts';
import { calledOf } from '../clusters/picture.ts';
import { type Offer, readOffer } from '../install/catalogue.ts';
import { useLive } from '../live/use-live.ts';
import { Surroundings } from '../surroundings.ts';
import { Page } from '../ui/page.tsx';
import { Refusal } from '../ui/problem.tsx';
import { Shown } from '../ui/shown.tsx';
import { useArrival } from '../ui/use-arrival.ts';
import { ChangeFields } from './change-fields.tsx';
import { Confirm } from './confirm.tsx';
import { Conflicts } from './conflicts.tsx';
import { ImpactView } from './impact-view.tsx';
import { useChange } from './use-change.ts';

interface ChangePageProps {
  readonly name: string;
  /** The add-on that the change begins with. */
  readonly addon: string | undefined;
}

/** The page. */
export function ChangePage({ name, addon }: ChangePageProps) {
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
    // A form begins with it, and looks again by itself before anything is asked for.
    { everyMs: 60_000 },
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
        {({ picture, offer }) => <Change picture={picture} offer={offer} addon={addon} />}
      </Shown>
    </Page>
  );
}

function Change({
  picture,
  offer,
  addon,
}: Pick<ChangePageProps, 'addon'> & { picture: ClusterPicture; offer: Offer }) {
  const { words } = useContext(Surroundings);
  const { base, form, merged, foreseen, refused, isAnother, change, foresee, apply, takeMine, takeTheirs } =
    useChange(picture, offer.addons.some(({ name }) => name === addon) ? addon : undefined);
  const preview = useArrival<HTMLHeadingElement>(foreseen);
  const error = apply.error ?? foresee.error;
  return (
    <>
      {merged === undefined ? null : (
        <Conflicts conflicts={merged.conflicts} onMine={takeMine} onTheirs={takeTheirs} />
      )}
      <ChangeFields
        {...{ base, form, offer, refused, change }}
        definition={picture}
        isUnderWay={foresee.isUnderWay}
        onForesee={() => void foresee.run()}
      />
      <Refusal error={error} />
      {isAnother ? <AnotherOne name={picture.cluster.name} /> : null}
      {foreseen === undefined || isAnother ? null : (
        <section class="sec" aria-labelledby="preview">
          <h2 id="preview" ref={preview} tabIndex={-1}>
            {words.preview}
          </h2>
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
