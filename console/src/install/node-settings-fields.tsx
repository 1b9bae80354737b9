// The settings of the nodes of a group, folded away until somebody wants them, or one of them is wrong. What this platform
// has no place for is named, and shown only where it is set, so that it can be taken away.
import { useContext, useState } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { SelectField, TextField } from '../ui/field.tsx';
import { can, type Offer } from './catalogue.ts';
import {
  NODE_SETTINGS,
  type NodeSetting,
  type NodeSettings,
  SETTING_FIELDS,
  settingsOf,
  textOf,
} from './node-settings.ts';
import type { Told } from './told.ts';

/** What the fields need to know of the platform. */
export type SettingsOffer = Pick<Offer, 'storageClasses' | 'known'>;

interface NodeSettingsProps {
  /** Name of the group. */
  readonly of: string;
  readonly settings: NodeSettings;
  readonly offer: SettingsOffer;
  /** Gives a field its id and what is wrong with it, by its places in the group. */
  readonly told: Told;
  readonly change: (settings: NodeSettings) => void;
}

/** The fields. */
export function NodeSettingsFields({ of, settings, offer, told, change }: NodeSettingsProps) {
  const { words } = useContext(Surroundings);
  const isSet = (setting: NodeSetting) => textOf(settings, setting) !== '';
  const set = NODE_SETTINGS.filter(isSet).length;
  const [isOpen, setOpen] = useState(set > 0);
  const missing = SETTING_FIELDS.filter((field) => !can(offer, `nodeGroup.${field}`));
  const shown = SETTING_FIELDS.filter((field) => !missing.includes(field) || settingsOf(field).some(isSet));
  if (shown.length === 0) return null;
  const asked = shown.flatMap((field) =>
    settingsOf(field).map((setting, index) => {
      // What is wrong with the whole of a field is said at its first setting.
      const places = index === 0 && setting !== field ? [`/${setting}`, `/${field}`] : [`/${setting}`];
      return [setting, told(setting.replace('/', '-'), ...places)] as const;
    }),
  );
  const isWrong = asked.some(([, { wrong }]) => wrong !== undefined);
  return (
    <details class="more" open={isOpen || isWrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {words.nodeSettings} <span class="vh">{of}</span>{' '}
        <span class="optional">{words.settingsSet(set)}</span>
      </summary>
      <div class="grid">
        {asked.map(([setting, field]) => (
          <Setting
            key={setting}
            {...{ setting, offer, ...field }}
            value={settings[setting] ?? ''}
            onText={(text) => change({ ...settings, [setting]: text })}
          />
        ))}
      </div>
      {missing.length === 0 ? null : (
        <p class="hint room">{words.notHereSettings(missing.map((field) => `nodeGroup.${field}`))}</p>
      )}
    </details>
  );
}

interface SettingProps extends ReturnType<Told> {
  readonly setting: NodeSetting;
  readonly offer: SettingsOffer;
  readonly value: string;
  readonly onText: (text: string) => void;
}

function Setting({ setting, offer, ...field }: SettingProps) {
  const { words } = useContext(Surroundings);
  const { label, hint } = words.nodeSetting[setting];
  if (setting !== 'storageClass') return <TextField {...{ ...field, label, hint }} isCode />;
  return (
    <SelectField
      {...{ ...field, label, hint }}
      options={[
        { value: '', label: words.platformChooses },
        ...offer.storageClasses.map(({ name }) => ({ value: name, label: name })),
      ]}
    />
  );
}
