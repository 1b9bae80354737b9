// Names that must be in the catalogue: instance types and storage classes. Without a catalogue nothing is refused.
import { errorWith, type Finding } from '../finding.ts';
import { didYouMean } from '../values/nearest-name.ts';
import { checkString, choices, show, showBare } from '../values/read.ts';
import type { InstanceType, KnownCatalogue } from './catalogue.ts';

/** The instance type of that name; `undefined` when the catalogue is not known or has none. */
export function findInstanceType(
  catalogue: KnownCatalogue | undefined,
  name: unknown,
): InstanceType | undefined {
  return catalogue?.instanceTypes?.find((type) => type.name === name);
}

/** Checks that an instance type exists. */
export function checkInstanceType(
  value: unknown,
  catalogue?: KnownCatalogue,
  pointer = '/instanceType',
): readonly Finding[] {
  return checkString(value, pointer, 'instanceType', (name) => {
    const types = catalogue?.instanceTypes;
    if (types === undefined || types.some((type) => type.name === name)) return [];
    const allowed = closest(
      name,
      types.map((type) => type.name),
    );
    const detail = `There is no instance type ${show(name)}; choose one of ${choices(allowed)}.${didYouMean(name, allowed)}`;
    const params = { instanceType: showBare(name) };
    return [errorWith(params, pointer, 'unknown_instance_type', detail, allowed)];
  });
}

/** The names of the same series when the series exists, else all of them. */
function closest(name: string, names: readonly string[]): readonly string[] {
  const series = `${name.split('.')[0]}.`;
  const same = names.filter((candidate) => candidate.startsWith(series));
  return same.length > 0 ? same : names;
}

/** Checks that a storage class exists. */
export function checkStorageClass(
  value: unknown,
  catalogue?: KnownCatalogue,
  pointer = '/storageClass',
): readonly Finding[] {
  return checkString(value, pointer, 'storageClass', (name) => {
    const classes = catalogue?.storageClasses;
    if (classes === undefined || classes.some((storageClass) => storageClass.name === name)) return [];
    const allowed = classes.map((storageClass) => storageClass.name);
    const detail = `There is no storage class ${show(name)}; choose one of ${choices(allowed)}.${didYouMean(name, allowed)}`;
    const params = { storageClass: showBare(name) };
    return [errorWith(params, pointer, 'unknown_storage_class', detail, allowed)];
  });
}
