// What the chosen add-ons ask for: a line each, as far as they ask for anything.
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { TextField } from '../ui/field.tsx';
import type { Offer } from './catalogue.ts';
import { SETTINGS, type Settings } from './settings.ts';
import type { Told } from './told.ts';

interface AddonSettingsProps {
  /** Ids of the add-ons that are on. */
  readonly chosen: readonly string[];
  readonly offer: Offer;
  readonly settings: Settings;
  readonly told: Told;
  readonly change: (settings: Settings) => void;
}

/** The lines. */
export function AddonSettings({ chosen, offer, settings, told, change }: AddonSettingsProps) {
  const { words } = useContext(Surroundings);
  const asked = Object.entries(SETTINGS).filter(([id]) => chosen.includes(id));
  const isAlone = (label: string) => asked.filter(([, each]) => each.label === label).length === 1;
  return (
    <div class="grid">
      {asked.map(([id, { label, hint, inputMode, isCode, pointers }]) => {
        const called = offer.addons.find(({ name }) => name === id)?.displayName ?? id;
        return (
          <TextField
            key={id}
            {...told(`setting-${id}`, ...pointers.map((pointer) => `/addons/${id}/options${pointer}`))}
            label={isAlone(label) ? words[label] : `${words[label]} (${called})`}
            {...(hint === undefined ? {} : { hint: words[hint] })}
            {...(inputMode === undefined ? {} : { inputMode })}
            isOptional
            isCode={isCode}
            value={settings[id] ?? ''}
            onText={(text) => change({ ...settings, [id]: text })}
          />
        );
      })}
    </div>
  );
}
