// Node groups in the form: each with its name, its type, its bounds and the range that they make.
import { useContext } from 'preact/hooks';
import { Range } from '../drawings/range.tsx';
import { Surroundings } from '../surroundings.ts';
import { SelectField, TextField } from '../ui/field.tsx';
import { Section } from '../ui/section.tsx';
import type { Offer } from './catalogue.ts';
import { type GroupForm, newGroup } from './form.ts';
import { NodeSettingsFields, type SettingsOffer } from './node-settings-fields.tsx';
import type { Told } from './told.ts';

type GroupsOffer = Pick<Offer, 'instanceTypes' | 'gpuTypes'> & SettingsOffer;

interface GroupsProps {
  readonly groups: readonly GroupForm[];
  readonly offer: GroupsOffer;
  readonly told: Told;
  readonly change: (groups: readonly GroupForm[]) => void;
}

/** The section. */
export function GroupsFieldset({ groups, offer, told, change }: GroupsProps) {
  const { words } = useContext(Surroundings);
  const next = Math.max(-1, ...groups.map(({ key }) => key)) + 1;
  const add = (
    <button
      class="btn quiet"
      type="button"
      onClick={() => change([...groups, newGroup(next, `pool-${next + 1}`)])}
    >
      {words.addGroup}
    </button>
  );
  return (
    <Section title={words.nodeGroups} beside={add}>
      {groups.length === 0 ? <p class="dim gap">{words.noNodeGroup}</p> : null}
      {groups.map((group) => (
        <Group
          key={group.key}
          {...{ group, offer, told }}
          change={(part) =>
            change(groups.map((each) => (each.key === group.key ? { ...each, ...part } : each)))
          }
          remove={() => change(groups.filter(({ key }) => key !== group.key))}
        />
      ))}
    </Section>
  );
}

interface GroupProps {
  readonly group: GroupForm;
  readonly offer: GroupsOffer;
  readonly told: Told;
  readonly change: (part: Partial<GroupForm>) => void;
  readonly remove: () => void;
}

function Group({ group, offer, told, change, remove }: GroupProps) {
  const { words } = useContext(Surroundings);
  const { key, name, instanceType, min, max, roles, gpu, settings, isFixed = false } = group;
  const pointer = `/nodeGroups/${name}`;
  const field = (part: string, ...pointers: readonly string[]) => ({
    ...told(`g${key}-${part}`, ...pointers.map((each) => `${pointer}${each}`)),
  });
  return (
    <fieldset class="group">
      <legend class="vh">{words.groupNamed(name)}</legend>
      <TextField
        {...field('name', '', '/name')}
        label={words.group}
        {...(isFixed ? { isFixed, hint: words.fixed } : {})}
        isCode
        value={name}
        onText={(text) => change({ name: text })}
      />
      <SelectField
        {...field('type', '/instanceType')}
        label={words.instanceType}
        value={instanceType}
        options={offer.instanceTypes.map((each) => ({
          value: each.name,
          label: `${each.name}, ${each.vcpus} CPU, ${words.bytes(each.memory)}`,
        }))}
        onText={(text) => change({ instanceType: text })}
      />
      <TextField
        {...field('min', '/minReplicas')}
        label={words.min}
        inputMode="numeric"
        value={min}
        onText={(text) => change({ min: text })}
      />
      <TextField
        {...field('max', '/maxReplicas')}
        label={words.max}
        inputMode="numeric"
        value={max}
        onText={(text) => change({ max: text })}
      />
      <TextField
        {...field('roles', '/roles', '/roles/*')}
        label={words.roles}
        isCode
        isOptional
        value={roles}
        onText={(text) => change({ roles: text })}
      />
      <SelectField
        {...field('gpu', '/gpus', '/gpus/0', '/gpus/0/name')}
        label={words.card}
        value={gpu}
        options={[
          { value: '', label: words.noCard },
          ...offer.gpuTypes.map((each) => ({ value: each.name, label: each.displayName })),
        ]}
        onText={(text) => change({ gpu: text })}
      />
      <NodeSettingsFields
        of={name}
        {...{ settings, offer }}
        told={field}
        change={(all) => change({ settings: all })}
      />
      <Foot group={group} remove={remove} />
    </fieldset>
  );
}

function Foot({ group, remove }: Pick<GroupProps, 'group' | 'remove'>) {
  const { words } = useContext(Surroundings);
  return (
    <div class="group-foot">
      <Preview min={group.min} max={group.max} />
      <button class="btn quiet" type="button" onClick={remove}>
        {words.removeGroup} <span class="vh">{group.name}</span>
      </button>
    </div>
  );
}

const MOST = 1000;

function Preview({ min, max }: { readonly min: string; readonly max: string }) {
  const { words } = useContext(Surroundings);
  const [low, high] = [Number(min), Number(max)];
  const isRange =
    [low, high].every((each) => Number.isInteger(each) && each >= 0 && each <= MOST) && low <= high;
  return isRange && max !== '' ? (
    <Range min={low} max={high} replicas={low} ready={0} />
  ) : (
    <p class="small dim room">{words.boundsWrong}</p>
  );
}
