// What shall go wrong, where, and how often. Which fields there are follows from what it is.
import type { NodeGroup } from '@hikube/sdk';
import { useContext, useState } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { SelectField, TextField } from '../ui/field.tsx';
import {
  clusterOf,
  EMPTY_FAULT,
  FAULT_KINDS,
  FIELDS,
  type FaultForm as Form,
  faultOf,
  wrongIn,
} from './faults.ts';
import { Fields, type Runs } from './little-form.tsx';

/** What can be struck. */
export interface Targets {
  readonly clusters: readonly string[];
  readonly groups: readonly NodeGroup[];
  readonly addons: readonly string[];
}

/** The form. */
export function FaultForm({ run, isBusy, ...targets }: Runs & Targets) {
  const { words } = useContext(Surroundings);
  const [form, setForm] = useState(EMPTY_FAULT);
  const sent: Form = {
    ...form,
    place: FIELDS[form.kind].has('nodeGroup') ? form.place : clusterOf(form.place),
  };
  const wrong = wrongIn(sent);
  return (
    <Fields
      isBusy={isBusy}
      button={words.plantFault}
      why={wrong === undefined ? undefined : words.faultWrong[wrong]}
      onSend={() =>
        run(async (world) => {
          await world.plantFault(faultOf(sent));
          return words.faultPlanted(words.faultKinds[form.kind]);
        })
      }
    >
      <SelectField
        id="fault-kind"
        label={words.faultKind}
        value={form.kind}
        options={FAULT_KINDS.map((kind) => ({ value: kind, label: words.faultKinds[kind] }))}
        onText={(text) => setForm({ ...form, kind: FAULT_KINDS.find((each) => each === text) ?? form.kind })}
      />
      <FieldsOfKind form={sent} change={(part) => setForm({ ...form, ...part })} targets={targets} />
    </Fields>
  );
}

interface FieldsOfKindProps {
  readonly form: Form;
  readonly change: (part: Partial<Form>) => void;
  readonly targets: Targets;
}

function FieldsOfKind({ form, change, targets }: FieldsOfKindProps) {
  const { words } = useContext(Surroundings);
  const has = FIELDS[form.kind];
  return (
    <>
      <SelectField
        id="fault-place"
        label={words.faultPlace}
        value={form.place}
        options={[{ value: '', label: words.everyCluster }, ...placesOf(form, targets).map(named)]}
        onText={(place) => change({ place })}
      />
      {has.has('addon') ? (
        <SelectField
          id="fault-addon"
          label={words.addon}
          value={form.addon}
          options={[{ value: '', label: words.everyAddon }, ...targets.addons.map(named)]}
          onText={(addon) => change({ addon })}
        />
      ) : null}
      {has.has('minutes') ? (
        <TextField
          id="fault-minutes"
          label={words.minutesLonger}
          hint={words.minutesMean}
          inputMode="numeric"
          value={form.minutes}
          onText={(minutes) => change({ minutes })}
        />
      ) : null}
      {has.has('message') ? (
        <TextField
          id="fault-message"
          label={words.platformSays}
          hint={words.sayMeans}
          value={form.message}
          onText={(message) => change({ message })}
        />
      ) : null}
      <TextField
        id="fault-times"
        label={words.faultTimes}
        hint={words.timesMean}
        inputMode="numeric"
        value={form.times}
        onText={(times) => change({ times })}
      />
    </>
  );
}

const named = (name: string) => ({ value: name, label: name });

/** Where it can strike. What was chosen stays, even if it is gone by now: it must not become every cluster by itself. */
function placesOf({ kind, place }: Form, { clusters, groups }: Targets): readonly string[] {
  const places = new Set([place, ...clusters]);
  if (FIELDS[kind].has('nodeGroup')) for (const { cluster, name } of groups) places.add(`${cluster}/${name}`);
  places.delete('');
  return [...places].sort();
}
