// What else can happen in the world: demand, cards in stock, volumes, and new patches.
import type { GpuType, NodeGroup, StorageClass } from '@hikube/sdk';
import { useContext, useState } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { SelectField, TextField } from '../ui/field.tsx';
import type { VersionState } from './controls.ts';
import { isCount, LittleForm, type Runs } from './little-form.tsx';

/** How many nodes the pods of a group want. */
export function DemandForm({ groups, run, isBusy }: Runs & { readonly groups: readonly NodeGroup[] }) {
  const { words } = useContext(Surroundings);
  const [chosen, choose] = useState('');
  // What was wanted before is not known here: what nobody has typed is not sent.
  const [nodes, setNodes] = useState('');
  const keyOf = ({ cluster, name }: NodeGroup) => `${cluster}/${name}`;
  const group = groups.find((each) => keyOf(each) === chosen) ?? groups[0];
  const why = (): string | undefined => {
    if (group === undefined) return words.noGroupYet;
    if (nodes === '') return words.sayHowMany;
    return isCount(nodes) ? undefined : words.wholeNumber;
  };
  return (
    <LittleForm
      title={words.demand}
      isBusy={isBusy}
      button={words.setDemand}
      why={why()}
      onSend={() =>
        group !== undefined &&
        run(async (world) => {
          await world.setDemand(group.cluster, group.name, Number(nodes));
          return words.demandIs(keyOf(group), Number(nodes));
        })
      }
    >
      <SelectField
        id="demand-group"
        label={words.group}
        value={group === undefined ? '' : keyOf(group)}
        options={groups.map((each) => ({ value: keyOf(each), label: keyOf(each) }))}
        onText={choose}
      />
      <TextField
        id="demand-nodes"
        label={words.nodesWanted}
        inputMode="numeric"
        value={nodes}
        onText={setNodes}
      />
    </LittleForm>
  );
}

/** How many cards there are, those in use among them. */
export function StockForm(
  props: Runs & { gpuTypes: readonly GpuType[]; stock: Readonly<Record<string, number>> },
) {
  const { words } = useContext(Surroundings);
  const { gpuTypes, stock, run, isBusy } = props;
  const [chosen, choose] = useState('');
  const [typed, setTyped] = useState<string | undefined>();
  const card = gpuTypes.find(({ name }) => name === chosen) ?? gpuTypes[0];
  const now = String(card === undefined ? '' : (stock[card.name] ?? ''));
  const count = typed ?? now;
  const why = (): string | undefined => {
    if (card === undefined) return words.noCardHere;
    if (!isCount(count)) return words.wholeNumber;
    return count === now ? words.soAlready : undefined;
  };
  return (
    <LittleForm
      title={words.stock}
      isBusy={isBusy}
      button={words.setStock}
      why={why()}
      onSend={() =>
        card !== undefined &&
        run(async (world) => {
          await world.setStock(card.name, Number(count));
          setTyped(undefined);
          return words.stockIs(card.displayName, Number(count));
        })
      }
    >
      <SelectField
        id="stock-card"
        label={words.card}
        value={card?.name ?? ''}
        options={gpuTypes.map(({ name, displayName }) => ({
          value: name,
          label: displayName,
        }))}
        onText={(name) => {
          choose(name);
          setTyped(undefined);
        }}
      />
      <TextField
        id="stock-count"
        label={words.cardsExisting}
        inputMode="numeric"
        value={count}
        onText={setTyped}
      />
    </LittleForm>
  );
}

/** A volume, as pods would claim it. */
export function VolumeForm(
  props: Runs & { clusters: readonly string[]; storageClasses: readonly StorageClass[] },
) {
  const { words } = useContext(Surroundings);
  const { clusters, storageClasses, run, isBusy } = props;
  const [chosen, choose] = useState('');
  const [name, setName] = useState('data');
  const [size, setSize] = useState('20Gi');
  const [chosenClass, chooseClass] = useState('');
  const cluster = clusters.find((each) => each === chosen) ?? clusters[0];
  const storageClass = chosenClass === '' ? (storageClasses[0]?.name ?? '') : chosenClass;
  return (
    <LittleForm
      title={words.volume}
      isBusy={isBusy}
      button={words.makeVolume}
      why={cluster === undefined ? words.noCluster : undefined}
      onSend={() =>
        cluster !== undefined &&
        run(async (world) => {
          await world.createVolume({ cluster, name, storageClass, size });
          return words.volumeMade(name);
        })
      }
    >
      <SelectField
        id="volume-cluster"
        label={words.cluster}
        value={cluster ?? ''}
        options={clusters.map((each) => ({ value: each, label: each }))}
        onText={choose}
      />
      <TextField id="volume-name" label={words.name} isCode value={name} onText={setName} />
      <TextField id="volume-size" label={words.size} isCode value={size} onText={setSize} />
      <SelectField
        id="volume-class"
        label={words.storageClass}
        value={storageClass}
        options={storageClasses.map((each) => ({ value: each.name, label: each.name }))}
        onText={chooseClass}
      />
    </LittleForm>
  );
}

/** A newer patch of a minor version. */
export function ReleaseForm({
  versions,
  run,
  isBusy,
}: Runs & { readonly versions: readonly VersionState[] }) {
  const { words } = useContext(Surroundings);
  const [chosen, choose] = useState('');
  const [patch, setPatch] = useState('');
  const version = versions.find(({ minor }) => minor === chosen) ?? versions.at(-1);
  const minor = version?.minor ?? '';
  const next = version === undefined ? '' : version.patch.replace(/\d+$/, (last) => String(Number(last) + 1));
  const wanted = patch === '' ? next : patch;
  return (
    <LittleForm
      title={words.newPatch}
      isBusy={isBusy}
      button={words.releaseIt}
      why={undefined}
      onSend={() =>
        run(async (world) => {
          await world.release({ minor, patch: wanted });
          setPatch('');
          return words.released(wanted);
        })
      }
    >
      <SelectField
        id="patch-minor"
        label={words.version}
        value={minor}
        options={versions.map((each) => ({ value: each.minor, label: `${each.minor} (${each.patch})` }))}
        onText={choose}
      />
      <TextField id="patch-patch" label={words.patch} isCode value={wanted} onText={setPatch} />
    </LittleForm>
  );
}
