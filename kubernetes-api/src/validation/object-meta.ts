// Checks of metadata, which every kind shares.
import { equal } from '../json/json.ts';
import type { KubernetesObject, ObjectMeta } from '../kinds/object.ts';
import { type FieldError, forbidden, invalid, required, tooLong } from '../status/field-error.ts';
import { isDnsSubdomain, isLabelValue, isQualifiedName } from './names.ts';

export type CheckName = (name: string, prefix: boolean) => readonly string[];

const MOST_ANNOTATION_BYTES = 256 * 1024;
const STANDARD_FINALIZERS = ['orphan', 'foregroundDeletion', 'kubernetes'];

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A prefix of a name may end where a name may not. */
function masked(name: string, prefix: boolean): string {
  return prefix && name.length > 1 && name.endsWith('-') ? `${name.slice(0, -1)}a` : name;
}

/** Names of most kinds. */
export const subdomainName: CheckName = (name, prefix) => isDnsSubdomain(masked(name, prefix));

/** A name that is checked as another rule says, with a prefix treated as one. */
export function named(rule: (name: string) => readonly string[]): CheckName {
  return (name, prefix) => rule(masked(name, prefix));
}

function labelErrors(labels: Readonly<Record<string, string>> | undefined, field: string): FieldError[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...isQualifiedName(key).map((line) => invalid(field, key, line)),
    ...isLabelValue(value).map((line) => invalid(field, value, line)),
  ]);
}

function annotationErrors(annotations: Readonly<Record<string, string>> | undefined): FieldError[] {
  const field = 'metadata.annotations';
  const found: FieldError[] = [];
  let size = 0;
  for (const [key, value] of Object.entries(annotations ?? {})) {
    found.push(...isQualifiedName(key.toLowerCase()).map((line) => invalid(field, key, line)));
    size += byteLength(key) + byteLength(value);
  }
  if (size > MOST_ANNOTATION_BYTES) found.push(tooLong(field, MOST_ANNOTATION_BYTES));
  return found;
}

function ownerErrors({ ownerReferences = [] }: ObjectMeta): FieldError[] {
  const field = 'metadata.ownerReferences';
  const found: FieldError[] = [];
  const controllers = ownerReferences.filter(({ controller }) => controller === true);
  for (const owner of ownerReferences) {
    const version = owner.apiVersion.split('/').at(-1) ?? '';
    if (version === '')
      found.push(invalid(`${field}.apiVersion`, owner.apiVersion, 'version must not be empty'));
    if (owner.kind === '') found.push(invalid(`${field}.kind`, owner.kind, 'must not be empty'));
    if (owner.name === '') found.push(invalid(`${field}.name`, owner.name, 'must not be empty'));
    if (owner.uid === '') found.push(invalid(`${field}.uid`, owner.uid, 'must not be empty'));
    if (owner.apiVersion === 'v1' && owner.kind === 'Event')
      found.push(invalid(field, owner, '/v1, Kind=Event is disallowed from being an owner'));
  }
  if (controllers.length > 1)
    found.push(
      invalid(
        field,
        ownerReferences,
        `Only one reference can have Controller set to true. Found "true" in references for ${controllers[0]!.kind}/${controllers[0]!.name} and ${controllers[1]!.kind}/${controllers[1]!.name}`,
      ),
    );
  return found;
}

/** Whether a finalizer names neither its owner nor something that everybody knows. */
function isBare(finalizer: string): boolean {
  return !finalizer.includes('/') && !STANDARD_FINALIZERS.includes(finalizer);
}

/** Sentences on finalizers that come with a write, where they are no reason to refuse it. */
export function finalizerWarnings({ metadata }: KubernetesObject, old?: KubernetesObject): string[] {
  const before = old?.metadata.finalizers ?? [];
  return (metadata.finalizers ?? [])
    .filter((finalizer) => isBare(finalizer) && !before.includes(finalizer))
    .sort()
    .map(
      (finalizer) =>
        `metadata.finalizers: ${JSON.stringify(finalizer)}: prefer a domain-qualified finalizer name including a path (/) to avoid accidental conflicts with other finalizer writers`,
    );
}

function finalizerErrors({ finalizers = [] }: ObjectMeta, anyFinalizer: boolean): FieldError[] {
  const field = 'metadata.finalizers';
  const found: FieldError[] = [];
  for (const [index, finalizer] of finalizers.entries()) {
    found.push(...isQualifiedName(finalizer).map((line) => invalid(field, finalizer, line)));
    if (!anyFinalizer && isBare(finalizer))
      found.push(
        invalid(
          `${field}[${index}]`,
          finalizer,
          'name is neither a standard finalizer name nor is it fully qualified',
        ),
      );
  }
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion'))
    found.push(invalid(field, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set'));
  return found;
}

/** Checks of the metadata of every object. @param anyFinalizer whether a finalizer may be a name of which nobody else knows */
export function metaErrors(
  object: KubernetesObject,
  namespaced: boolean,
  checkName: CheckName,
  anyFinalizer = false,
): FieldError[] {
  const { metadata } = object;
  const { name = '', generateName = '', namespace = '', generation = 0 } = metadata;
  const found: FieldError[] = [];
  if (generateName !== '')
    found.push(
      ...checkName(generateName, true).map((line) => invalid('metadata.generateName', generateName, line)),
    );
  if (name === '') found.push(required('metadata.name', 'name or generateName is required'));
  else found.push(...checkName(name, false).map((line) => invalid('metadata.name', name, line)));
  if (namespaced && namespace === '') found.push(required('metadata.namespace'));
  if (!namespaced && namespace !== '')
    found.push(forbidden('metadata.namespace', 'not allowed on this type'));
  if (generation < 0)
    found.push(invalid('metadata.generation', generation, 'must be greater than or equal to 0'));
  return [
    ...found,
    ...labelErrors(metadata.labels, 'metadata.labels'),
    ...annotationErrors(metadata.annotations),
    ...ownerErrors(metadata),
    ...finalizerErrors(metadata, anyFinalizer),
  ];
}

/** Carries over what an update cannot take away; changes the new object. */
export function keepSystemFields({ metadata }: KubernetesObject, old: KubernetesObject): void {
  const before = old.metadata;
  metadata.uid ||= before.uid!;
  if (before.creationTimestamp !== undefined) metadata.creationTimestamp = before.creationTimestamp;
  if (before.deletionTimestamp !== undefined) metadata.deletionTimestamp = before.deletionTimestamp;
  if (before.deletionGracePeriodSeconds !== undefined)
    metadata.deletionGracePeriodSeconds ??= before.deletionGracePeriodSeconds;
  if (before.generation === undefined) delete metadata.generation;
  else metadata.generation = before.generation;
}

function quoted(list: readonly string[]): string {
  return `[]string{${list.map((item) => JSON.stringify(item)).join(', ')}}`;
}

/** Checks of a change of metadata; `keepSystemFields` has run. */
export function metaUpdateErrors({ metadata }: KubernetesObject, old: KubernetesObject): FieldError[] {
  const before = old.metadata;
  const found: FieldError[] = [];
  if (before.deletionTimestamp !== undefined) {
    const added = (metadata.finalizers ?? []).filter((name) => !before.finalizers?.includes(name));
    if (added.length > 0)
      found.push(
        forbidden(
          'metadata.finalizers',
          `no new finalizers can be added if the object is being deleted, found new finalizers ${quoted(added)}`,
        ),
      );
  }
  const fixed = [
    'name',
    'namespace',
    'uid',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
  ] as const;
  for (const field of fixed)
    if (!equal(metadata[field], before[field]))
      found.push(invalid(`metadata.${field}`, metadata[field], 'field is immutable'));
  return [
    ...found,
    ...labelErrors(metadata.labels, 'metadata.labels'),
    ...annotationErrors(metadata.annotations),
    ...ownerErrors(metadata),
  ];
}
