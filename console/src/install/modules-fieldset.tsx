// Ingress, storage, dashboard and all other add-ons that the platform offers: now or later.
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Choice } from '../ui/field.tsx';
import { Section } from '../ui/section.tsx';
import { AddonChoices } from './addon-choices.tsx';
import { AddonSettings } from './addon-settings.tsx';
import type { Offer } from './catalogue.ts';
import { INGRESSES, type InstallForm } from './form.ts';
import type { Settings } from './settings.ts';
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
  const { settings } = form;
  const asked = { offer, told, settings, change: (all: Settings) => change({ settings: all }) };
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
          onText={(ingress) => change({ ingress, settings: withHosts(form, ingress) })}
        />
        <AddonSettings {...asked} chosen={[form.ingress]} />
      </Section>
      <Section title={words.modules} beside={words.nowOrLater}>
        <AddonChoices
          legend={words.modules}
          addons={others}
          chosen={form.modules}
          change={(modules) => change({ modules })}
        />
        <AddonSettings {...asked} chosen={form.modules} />
      </Section>
    </>
  );
}

/** Host names that were typed for one controller are meant for the next one, too. */
function withHosts({ ingress, settings }: InstallForm, next: string): Settings {
  const hosts = settings[next] ?? settings[ingress];
  return next === '' || hosts === undefined ? settings : { ...settings, [next]: hosts };
}
