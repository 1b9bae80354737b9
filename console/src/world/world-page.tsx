// The simulated world: set apart from what is real, and named as what it is.
import { useContext } from 'preact/hooks';
import { inOrder } from '../drawings/sites.ts';
import { useLive } from '../live/use-live.ts';
import { Surroundings } from '../surroundings.ts';
import { Page } from '../ui/page.tsx';
import { Refusal } from '../ui/problem.tsx';
import { Section } from '../ui/section.tsx';
import { Shown } from '../ui/shown.tsx';
import { useAction } from '../ui/use-action.ts';
import { type WorldControls, worldOf } from './controls.ts';
import { SiteRow } from './site-row.tsx';
import { DemandForm, ReleaseForm, StockForm, VolumeForm } from './world-forms.tsx';

/** The page. */
export function WorldPage() {
  const { client, words } = useContext(Surroundings);
  const world = worldOf(client);
  const reading = useLive('world', async (signal) => {
    const [sites, states, versions, stock, gpuTypes, storageClasses, groups, clusters] = await Promise.all([
      client.catalogue.sites({ signal }).toArray(),
      world.sites(),
      world.versions(),
      world.stock(),
      client.catalogue.gpuTypes({ signal }).toArray(),
      client.catalogue.storageClasses({ signal }).toArray(),
      client.nodeGroups.list('-', { signal }).toArray(),
      client.clusters.list({ signal }).toArray(),
    ]);
    return { sites: inOrder(sites), states, versions, stock, gpuTypes, storageClasses, groups, clusters };
  });
  const act = useAction(async (work: (controls: WorldControls) => Promise<string>) => {
    const said = await work(world);
    await reading.refresh();
    return said;
  });
  const run = (work: (controls: WorldControls) => Promise<string>) => void act.run(work);
  return (
    <Page title={words.pages.world} sub={words.worldMeans}>
      <Refusal error={act.error} />
      <Shown reading={reading} what={words.theWorld}>
        {(shown) => (
          <>
            <Section title={words.sites}>
              <p class="small dim gap">{words.siteMeans}</p>
              <ul class="plain rows gap">
                {shown.sites.map((site) => (
                  <SiteRow
                    key={site.name}
                    site={site}
                    isUp={shown.states.find(({ id }) => id === site.name)?.available !== false}
                    run={run}
                  />
                ))}
              </ul>
            </Section>
            <div class="cols half">
              <DemandForm groups={shown.groups} run={run} />
              <StockForm gpuTypes={shown.gpuTypes} stock={shown.stock} run={run} />
              <VolumeForm
                clusters={shown.clusters.map(({ name }) => name)}
                storageClasses={shown.storageClasses}
                run={run}
              />
              <ReleaseForm versions={shown.versions} run={run} />
            </div>
          </>
        )}
      </Shown>
    </Page>
  );
}
