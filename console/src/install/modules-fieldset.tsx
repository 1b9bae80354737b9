// Ingress, storage, dashboard and all other add-ons that the platform offers: now or later.
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Choice, TextField } from '../ui/field.tsx';
import { Section } from '../ui/section.tsx';
import { AddonChoices } from './addon-choices.tsx';
import type { Offer } from './catalogue.ts';
import { INGRESSES, type InstallForm } from './form.ts';
import type { Told } from './told.ts';

interface ModulesProps {
  readonly form: InstallForm;
  readonly offer: Offer;
  readonly told: Told;
  readonly change: (part: Partial<InstallForm>) => void;
}

/** The sections of a cluster that is not a clean one. */
export function ModulesFieldset({ form, offer, told, change }: ModulesProps) {
  const { words } = useContext(Surroundings);
  const offered = (id: string) => offer.addons.find(({ name }) => name === id);
  const others = offer.addons.filter(({ name }) => !INGRESSES.some((id) => id === name));
  return (
    <>
      <Section title="Ingress">
        <Choice
          legend="Ingress"
          isHidden
          name="ingress"
          value={form.ingress}
          choices={[
            ...INGRESSES.map((id) => {
              const addon = offered(id);
              return {
                value: id,
                label: addon?.displayName ?? id,
                says: addon?.description ?? '',
                lang: 'en' as const,
                ...(addon === undefined ? { why: words.notHere } : {}),
              };
            }),
            { value: '', label: words.noIngress, says: words.noIngressMeans },
          ]}
          onText={(ingress) => change({ ingress })}
        />
        {form.ingress === '' ? null : (
          <div class="grid">
            <TextField
              {...told(
                'hosts',
                `/addons/${form.ingress}/options/ingress/hosts`,
                `/addons/${form.ingress}/options/ingress/hosts/0`,
              )}
              label={words.hosts}
              hint={words.hostsHint}
              isOptional
              isCode
              value={form.hosts}
              onText={(hosts) => change({ hosts })}
            />
          </div>
        )}
      </Section>
      <Section title={words.modules} beside={words.nowOrLater}>
        <AddonChoices
          legend={words.modules}
          addons={others}
          chosen={form.modules}
          change={(modules) => change({ modules })}
        />
        <Settings {...{ form, told, change }} />
      </Section>
    </>
  );
}

/** What the chosen ones ask for. */
function Settings({ form, told, change }: Pick<ModulesProps, 'form' | 'told' | 'change'>) {
  const { words } = useContext(Surroundings);
  const isOn = (id: string) => form.modules.includes(id);
  const issuer = '/addons/cert-manager/options/certManager/issuers/lets-encrypt';
  return (
    <div class="grid">
      {isOn('cert-manager') ? (
        <TextField
          {...told('email', issuer, `${issuer}/email`)}
          label={words.email}
          hint={words.emailHint}
          isOptional
          inputMode="email"
          value={form.email}
          onText={(email) => change({ email })}
        />
      ) : null}
      {isOn('nfs') ? (
        <TextField
          {...told('nfs', '/addons/nfs/options/nfs/size')}
          label={words.nfsSize}
          isOptional
          isCode
          value={form.nfsSize}
          onText={(nfsSize) => change({ nfsSize })}
        />
      ) : null}
      {isOn('flux') ? (
        <TextField
          {...told(
            'flux',
            '/addons/flux',
            '/addons/flux/options',
            '/addons/flux/options/flux',
            '/addons/flux/options/flux/gitRepository',
            '/addons/flux/options/flux/gitRepository/url',
          )}
          label={words.repository}
          isOptional
          isCode
          inputMode="url"
          value={form.repository}
          onText={(repository) => change({ repository })}
        />
      ) : null}
    </div>
  );
}
