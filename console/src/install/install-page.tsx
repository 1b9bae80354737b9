// A new cluster: one form, checked while it is written by the rules of the service, with what it costs beside it.
import { type ClusterCreate, isHikubeError } from '@hikube/sdk';
import { useContext, useRef, useState } from 'preact/hooks';
import { AsCode } from '../cluster/as-code.tsx';
import { useLive } from '../live/use-live.ts';
import { useWhyNot } from '../may.ts';
import { hrefOf } from '../route.ts';
import { Surroundings } from '../surroundings.ts';
import { Page } from '../ui/page.tsx';
import { Refusal } from '../ui/problem.tsx';
import { Section } from '../ui/section.tsx';
import { Shown } from '../ui/shown.tsx';
import { useAction } from '../ui/use-action.ts';
import { Basics } from './basics.tsx';
import { type Offer, readOffer } from './catalogue.ts';
import { costOf, remarksOf } from './check.ts';
import { CostPanel } from './cost-panel.tsx';
import { definitionOfForm, emptyForm, type InstallForm, namedForm } from './form.ts';
import { GroupsFieldset } from './groups-fieldset.tsx';
import { manifestOf } from './manifest.ts';
import { ModulesFieldset } from './modules-fieldset.tsx';
import { Summary } from './summary.tsx';
import { tellWith } from './told.ts';
import { useDryRun } from './use-dry-run.ts';
import { useRefused } from './use-refused.ts';

/** The page. */
export function InstallPage() {
  const { client, words } = useContext(Surroundings);
  const reading = useLive(
    'offer',
    (signal) => readOffer(client, signal),
    ({ reason }) => /^Cluster/.test(reason),
    // What can be chosen changes seldom.
    { everyMs: 60_000 },
  );
  return (
    <Page
      title={words.createCluster}
      path={[{ label: words.clusters, route: { page: 'clusters' } }]}
      sub={words.createMeans}
    >
      <Shown reading={reading} what={words.theOffer}>
        {(offer) => <Form offer={offer} />}
      </Shown>
    </Page>
  );
}

function Form({ offer }: { readonly offer: Offer }) {
  const { browser, client, keep, words } = useContext(Surroundings);
  const [form, setForm] = useState(() => emptyForm(offer));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tries, setTries] = useState(0);
  const { refused, heard, forget } = useRefused();
  const body = useRef<HTMLFormElement>(null);
  const definition = definitionOfForm(form);
  const remarks = [...remarksOf(form, definition, offer), ...refused].map(words.refused);
  const errors = remarks.filter(({ isError }) => isError);
  const foreseen = useDryRun(errors.length === 0 ? definition : undefined);
  const change = (part: Partial<InstallForm>) => {
    keep(true);
    forget();
    setForm((before) => ({ ...before, ...part }));
  };
  const told = tellWith(remarks, { left, isAsked: tries > 0 }, (id) => setLeft(new Set([...left, id])));
  const why = useWhyNot()('clusters.create');
  const create = useAction(async (wanted: ClusterCreate) => {
    await heard(client.clusters.create(wanted, { ifNoneMatch: '*' }).accepted);
    keep(false);
    browser.address.go(hrefOf({ page: 'cluster', cluster: wanted.name }));
    return words.creationAccepted(wanted.name);
  });
  const onSubmit = (event: Event) => {
    event.preventDefault();
    setTries(tries + 1);
    if (errors.length === 0 && why === undefined) void create.run(definition);
  };
  const goToWrong = () => body.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  return (
    <form class="cols main-aside install" ref={body} onSubmit={onSubmit} noValidate>
      <div class="main">
        <Summary errors={errors} tries={tries} onGo={goToWrong} />
        {isHikubeError(create.error, 'validation_failed') ? null : <Refusal error={create.error} />}
        <Basics {...{ form, offer, told, change }} />
        <GroupsFieldset
          groups={form.groups}
          offer={offer}
          told={told}
          change={(groups) => change({ groups })}
        />
        {form.kind === 'clean' ? null : <ModulesFieldset {...{ form, offer, told, change }} />}
        <Safety form={form} change={change} />
      </div>
      <aside class="sticky" aria-label={words.needs}>
        <CostPanel
          costs={costOf(definition, offer)}
          foreseen={foreseen}
          isWrong={errors.length > 0}
          isUnderWay={create.isUnderWay}
        />
      </aside>
      <div class="after">
        <AsCode
          definition={definitionOfForm(namedForm(form))}
          manifest={errors.length === 0 ? manifestOf(definition) : undefined}
          beside={words.followsForm}
        />
      </div>
    </form>
  );
}

function Safety({ form, change }: { form: InstallForm; change: (part: Partial<InstallForm>) => void }) {
  const { words } = useContext(Surroundings);
  return (
    <Section title={words.safety}>
      <label class="check">
        <input
          type="checkbox"
          checked={form.isProtected}
          onChange={(event) => change({ isProtected: event.currentTarget.checked })}
        />
        <span>
          <b>{words.protectIt}</b>
          <br />
          <span class="dim">{words.protectMeans}</span>
        </span>
      </label>
    </Section>
  );
}
