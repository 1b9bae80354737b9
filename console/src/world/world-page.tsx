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
import { ClockSection } from './clock-section.tsx';
import { type WorldControls, worldOf } from './controls.ts';
import { FaultsSection } from './faults-section.tsx';
import { SiteRow } from './site-row.tsx';
import { DemandForm, ReleaseForm, StockForm, VolumeForm } from './world-forms.tsx';

/** The page. */
export function WorldPage() {
  const { client, words } = useContext(Surroundings);
  const world = worldOf(client);
  const reading = useLive('world', async (signal) => {
    const [sites, states, versions, stock, faults, clock, ...others] = await Promise.all([
      client.catalogue.sites({ signal }).toArray(),
      world.sites(),
      world.versions(),
      world.stock(),
      world.faults(),
      world.clock(),
      client.catalogue.gpuTypes({ signal }).toArray(),
      client.catalogue.storageClasses({ signal }).toArray(),
      client.catalogue.addons({ signal }).toArray(),
      client.nodeGroups.list('-', { signal }).toArray(),
      client.clusters.list({ signal }).toArray(),
    ]);
    const [gpuTypes, storageClasses, addons, groups, clusters] = others;
    return {
      ...{ sites: inOrder(sites), states, versions, stock, faults, clock, gpuTypes, storageClasses, groups },
      addons: addons.map(({ name }) => name),
      clusters: clusters.map(({ name }) => name),
    };
  });
  const act = useAction(async (work: (controls: WorldControls) => Promise<string>) => {
    const said = await work(world);
    await reading.refresh();
    return said;
  });
  const run = (work: (controls: WorldControls) => Promise<string>) => void act.run(work);
  const runs = { run, isBusy: act.isUnderWay };
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
            <FaultsSection
              faults={shown.faults}
              clusters={shown.clusters}
              groups={shown.groups}
              addons={shown.addons}
              {...runs}
            />
            <div class="cols half">
              <DemandForm groups={shown.groups} {...runs} />
              <StockForm gpuTypes={shown.gpuTypes} stock={shown.stock} {...runs} />
              <VolumeForm clusters={shown.clusters} storageClasses={shown.storageClasses} {...runs} />
              <ReleaseForm versions={shown.versions} {...runs} />
              <ClockSection clock={shown.clock} {...runs} />
            </div>
          </>
        )}
      </Shown>
    </Page>
  );
}
