// What the cluster is: its name, its version, what it is for, and where it stands.
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Choice, SelectField, TextField } from '../ui/field.tsx';
import { Section } from '../ui/section.tsx';
import { Mark } from '../ui/status.tsx';
import { can, type Offer } from './catalogue.ts';
import type { InstallForm } from './form.ts';
import type { Told } from './told.ts';

interface BasicsProps {
  readonly form: InstallForm;
  readonly offer: Offer;
  readonly told: Told;
  readonly change: (part: Partial<InstallForm>) => void;
}

/** The section. */
export function Basics({ form, offer, told, change }: BasicsProps) {
  const { words } = useContext(Surroundings);
  const patch = offer.versions.find(({ minor }) => minor === form.version)?.patch;
  return (
    <Section title={words.whatItIs}>
      <div class="grid">
        <TextField
          {...told('name', '/name')}
          label={words.name}
          hint={words.nameHint}
          isCode
          value={form.name}
          onText={(name) => change({ name })}
        />
        <TextField
          {...told('alias', '/displayName')}
          label={words.displayName}
          hint={words.displayNameHint}
          isOptional
          value={form.displayName}
          onText={(displayName) => change({ displayName })}
        />
        <SelectField
          {...told('version', '/version')}
          label={words.version}
          {...(patch === undefined ? {} : { hint: words.newestPatch(patch) })}
          value={form.version}
          options={offer.versions.map(({ minor, state }) => ({
            value: minor,
            label: state === 'supported' ? minor : `${minor} (${words.versionStates[state] ?? state})`,
          }))}
          onText={(version) => change({ version })}
        />
      </div>
      <Choice
        legend={words.topology}
        name="topology"
        value={form.topology}
        choices={[
          { value: 'production', label: words.production, says: words.productionMeans },
          { value: 'development', label: words.development, says: words.developmentMeans },
        ]}
        onText={(topology) => change({ topology: topology === 'development' ? 'development' : 'production' })}
      />
      <Region {...{ form, offer, told, change }} />
      <Choice
        legend={words.contents}
        name="kind"
        value={form.kind}
        choices={[
          { value: 'custom', label: words.custom, says: words.customMeans },
          { value: 'clean', label: words.clean, says: words.cleanMeans },
        ]}
        onText={(kind) => change({ kind: kind === 'clean' ? 'clean' : 'custom' })}
      />
    </Section>
  );
}

function Region({ form, offer, told, change }: BasicsProps) {
  const { words } = useContext(Surroundings);
  const isSpread = form.topology === 'production';
  const chosen = (name: string) => isSpread || form.site === name;
  return (
    <>
      <p class="row gap">
        <span class="small dim">{words.region}</span>
        {offer.sites.map(({ name, displayName }) => (
          <Mark key={name} shape={chosen(name) ? 'ok' : 'pend'} tone={chosen(name) ? 'ok' : 'idle'}>
            {words.siteName(name, displayName)}
          </Mark>
        ))}
      </p>
      {isSpread || !can(offer, 'cluster.site') ? null : (
        <div class="grid">
          <SelectField
            {...told('site', '/site')}
            label={words.site}
            value={form.site}
            options={[
              { value: '', label: words.platformChooses },
              ...offer.sites.map(({ name, displayName }) => ({
                value: name,
                label: words.siteName(name, displayName),
              })),
            ]}
            onText={(site) => change({ site })}
          />
        </div>
      )}
    </>
  );
}
