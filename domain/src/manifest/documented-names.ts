// Names that Hikube's documentation has shown in complete examples and that no platform release has. An example that
// somebody copies must work, so each is read as what the documentation shows in its place today, or as the type of
// the same size; always told, and only where the catalogue lacks the name itself.
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { show } from '../values/read.ts';
import type { Entry, Reading } from './reading.ts';

const INSTANCE_TYPES = new Map([
  // A name of another cloud: 2 CPUs and 8 GiB.
  ['m5.large', 'u1.large'],
  // A GPU family that was never offered; the same example has the universal family today.
  ['g1.xlarge', 'u1.xlarge'],
  ['g1.2xlarge', 'u1.2xlarge'],
  // Dedicated CPUs, which Hikube does not list: 1 CPU and 2 GiB.
  ['cx1.medium', 's1.small'],
]);

// Short names, from before the documentation spelt the devices.
const GPUS = new Map([
  ['nvidia.com/L40S', 'nvidia.com/AD102GL_L40S'],
  ['nvidia.com/A100', 'nvidia.com/GA100_A100_PCIE_80GB'],
]);

const STORAGE_CLASSES: ReadonlySet<string> = new Set(['fast-ssd']);

/** The instance type that a documented name stands for; any other value as it is. */
export function documentedInstanceType(
  entry: Entry,
  catalogue: KnownCatalogue | undefined,
  reading: Reading,
): unknown {
  const offered = catalogue?.instanceTypes?.map(({ name }) => name);
  return replaced(entry, INSTANCE_TYPES, offered, 'instance type', reading);
}

/** The GPU that a documented name stands for; any other value as it is. */
export function documentedGpu(
  entry: Entry,
  catalogue: KnownCatalogue | undefined,
  reading: Reading,
): unknown {
  const offered = catalogue?.gpuTypes?.map(({ name }) => name);
  return replaced(entry, GPUS, offered, 'GPU', reading);
}

/** The storage class that a documented name stands for, which is the default one; any other value as it is. */
export function documentedStorageClass(
  entry: Entry,
  catalogue: KnownCatalogue | undefined,
  reading: Reading,
): unknown {
  const classes = catalogue?.storageClasses;
  const standard = classes?.find((each) => each.default)?.name;
  const names = new Map(standard === undefined ? [] : [...STORAGE_CLASSES].map((name) => [name, standard]));
  const offered = classes?.map(({ name }) => name);
  return replaced(entry, names, offered, 'storage class', reading);
}

function replaced(
  entry: Entry,
  names: ReadonlyMap<string, string>,
  offered: readonly string[] | undefined,
  what: string,
  reading: Reading,
): unknown {
  const { value } = entry;
  if (typeof value !== 'string' || offered === undefined || offered.includes(value)) return value;
  const meant = names.get(value);
  if (meant === undefined || !offered.includes(meant)) return value;
  const detail =
    `No platform has the ${what} ${show(value)}, which an example of the documentation names; ` +
    `${meant} is used in its place. Write the one that you want.`;
  reading.normalised(entry, meant, detail);
  return meant;
}
