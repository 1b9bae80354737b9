// Add-ons to tick, each with what it is.
import type { AddonType } from '@hikube/sdk';

interface AddonChoicesProps {
  readonly legend: string;
  readonly addons: readonly AddonType[];
  /** Ids of those that are ticked. */
  readonly chosen: readonly string[];
  readonly change: (chosen: readonly string[]) => void;
}

/** The choices. Their legend is read and not seen. */
export function AddonChoices({ legend, addons, chosen, change }: AddonChoicesProps) {
  const toggle = (id: string) =>
    change(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <fieldset>
      <legend class="vh">{legend}</legend>
      <div class="choice">
        {addons.map(({ name, displayName, description }) => (
          <label key={name}>
            <input
              type="checkbox"
              value={name}
              checked={chosen.includes(name)}
              onChange={() => toggle(name)}
            />
            <span>
              <b>{displayName}</b>
              <span lang="en">{description}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
