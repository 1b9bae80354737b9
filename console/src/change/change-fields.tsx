// The fields of a change, checked by the rules of the domain on the cluster as it would be.
import { useContext, useState } from 'preact/hooks';
import type { ClusterParts } from '../code/definition.ts';
import { AddonChoices } from '../install/addon-choices.tsx';
import { AddonSettings } from '../install/addon-settings.tsx';
import type { Offer } from '../install/catalogue.ts';
import type { Remark } from '../install/check.ts';
import { GroupsFieldset } from '../install/groups-fieldset.tsx';
import { type Told, tellWith } from '../install/told.ts';
import { Surroundings } from '../surroundings.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Section } from '../ui/section.tsx';
import { remarksOf } from './check.ts';
import { type ChangeForm, patchOf } from './form.ts';

interface ChangeFieldsProps {
  readonly base: ChangeForm;
  readonly form: ChangeForm;
  readonly offer: Offer;
  readonly definition: ClusterParts;
  /** What the service has refused of the form as it is. */
  readonly refused: readonly Remark[];
  readonly isUnderWay: boolean;
  readonly change: (part: Partial<ChangeForm>) => void;
  readonly onForesee: () => void;
}

/** The form. */
export function ChangeFields({
  base,
  form,
  offer,
  definition,
  refused,
  isUnderWay,
  change,
  onForesee,
}: ChangeFieldsProps) {
  const { words } = useContext(Surroundings);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isAsked, setAsked] = useState(false);
  const remarks = remarksOf(base, form, definition, offer).map(words.refused);
  const told = tellWith([...remarks, ...refused], { left, isAsked }, (id) => setLeft(new Set([...left, id])));
  const isChanged = Object.keys(patchOf(base, form)).length > 0;
  const onSubmit = (event: Event) => {
    event.preventDefault();
    setAsked(true);
    if (remarks.length === 0 && isChanged) onForesee();
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      <div class="grid">
        <TextField
          {...told('alias', '/displayName')}
          label={words.displayName}
          isOptional
          value={form.displayName}
          onText={(displayName) => change({ displayName })}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={form.isProtected}
            onChange={(event) => change({ isProtected: event.currentTarget.checked })}
          />
          <span>
            <b>{words.protectIt}</b>
          </span>
        </label>
      </div>
      <GroupsFieldset
        groups={form.groups}
        offer={offer}
        told={told}
        change={(groups) => change({ groups })}
      />
      <AddonsPart {...{ form, offer, told, change }} />
      <div class="row gap">
        <Button
          kind="primary"
          type="submit"
          isBusy={isUnderWay}
          why={isChanged ? undefined : words.nothingChanged}
        >
          {words.seeWhatItDoes}
        </Button>
      </div>
    </form>
  );
}

function AddonsPart({
  form,
  offer,
  told,
  change,
}: Pick<ChangeFieldsProps, 'form' | 'offer' | 'change'> & { readonly told: Told }) {
  const { words } = useContext(Surroundings);
  return (
    <Section title={words.addons}>
      <AddonChoices
        legend={words.addons}
        addons={offer.addons}
        chosen={form.addons}
        change={(addons) => change({ addons: [...addons].sort() })}
      />
      <AddonSettings
        chosen={form.addons}
        offer={offer}
        settings={form.settings}
        told={told}
        change={(settings) => change({ settings })}
      />
    </Section>
  );
}
