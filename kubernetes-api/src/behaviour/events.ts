// Events, in both groups.
import { at, equal, isObject, objectOf, textOf } from '../json/json.ts';
import type { Behaviour, Column } from '../kinds/behaviour.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { since } from '../read/age.ts';
import { nameColumn } from '../read/columns.ts';
import { type FieldError, invalid, required } from '../status/field-error.ts';
import { isDnsSubdomain, isPathSegment, isQualifiedName } from '../validation/names.ts';
import { named } from '../validation/object-meta.ts';
import { toStoredEvent } from './event-versions.ts';
import { column } from './texts.ts';

function tooLong(field: string, text: string, most: number): FieldError[] {
  return text.length > most ? [invalid(field, '', `can have at most ${most} characters`)] : [];
}

/** Rules that always hold; of an object in the shape of the core group. */
function legacyErrors(event: KubernetesObject, controllerField: string): FieldError[] {
  const { namespace = '' } = event.metadata;
  const involved = textOf(at(event, 'involvedObject', 'namespace'));
  const mismatch = invalid('involvedObject.namespace', involved, 'does not match event.namespace');
  const found: FieldError[] = [];
  if (!event['eventTime']) {
    if (involved === '' ? namespace !== 'default' : namespace !== involved) found.push(mismatch);
  } else {
    const controller = textOf(event['reportingComponent']);
    const [instance, action] = [textOf(event['reportingInstance']), textOf(event['action'])];
    const [reason, message] = [textOf(event['reason']), textOf(event['message'])];
    if (involved === '' && namespace !== 'default' && namespace !== 'kube-system') found.push(mismatch);
    if (controller === '') found.push(required(controllerField));
    found.push(...isQualifiedName(controller).map((line) => invalid(controllerField, controller, line)));
    if (instance === '') found.push(required('reportingInstance'));
    found.push(...tooLong('reportingInstance', instance, 128));
    if (action === '') found.push(required('action'));
    found.push(...tooLong('action', action, 128));
    if (reason === '') found.push(required('reason'));
    found.push(...tooLong('reason', reason, 128), ...tooLong('message', message, 1024));
  }
  return [...found, ...isDnsSubdomain(namespace).map((line) => invalid('namespace', namespace, line))];
}

function seriesErrors(event: KubernetesObject): FieldError[] {
  const { series } = event;
  if (!isObject(series)) return [];
  const found: FieldError[] = [];
  if (Number(series['count'] ?? 0) < 2) found.push(invalid('series.count', '', 'should be at least 2'));
  if (!series['lastObservedTime']) found.push(required('series.lastObservedTime'));
  return found;
}

/** Rules for new events of the group of their own. */
function strictErrors(event: KubernetesObject): FieldError[] {
  const found = seriesErrors(event);
  const source = objectOf(event['source']);
  if (!event['eventTime']) found.push(required('eventTime'));
  if (event['type'] !== 'Normal' && event['type'] !== 'Warning')
    found.push(invalid('type', '', `has invalid value: ${textOf(event['type'])}`));
  for (const field of ['firstTimestamp', 'lastTimestamp', 'count'])
    if (event[field]) found.push(invalid(field, '', 'needs to be unset'));
  if (source['component'] || source['host']) found.push(invalid('source', '', 'needs to be unset'));
  return found;
}

// In this order, and with one of them twice, as the server checks them.
const FIXED = [
  'involvedObject',
  'reason',
  'message',
  'source',
  'firstTimestamp',
  'lastTimestamp',
  'count',
  'reason',
  'type',
  'eventTime',
  'action',
  'related',
  'reportingComponent',
  'reportingInstance',
];

function strictUpdateErrors(event: KubernetesObject, old: KubernetesObject): FieldError[] {
  const series = equal(event['series'], old['series']) ? [] : seriesErrors(event);
  const fixed = FIXED.filter((field) => !equal(event[field] ?? null, old[field] ?? null));
  return [...series, ...fixed.map((field) => invalid(field, event[field], 'field is immutable'))];
}

const core = (read: (event: KubernetesObject) => unknown) => (event: KubernetesObject) => {
  const value = read(event.apiVersion === 'v1' ? event : toStoredEvent(event));
  return value === undefined || value === null ? '' : String(value);
};

function fieldsOf(object: string, controller: string): NonNullable<Behaviour['fields']> {
  const involved = (name: string) => core((event) => at(event, 'involvedObject', name));
  return {
    [`${object}.kind`]: involved('kind'),
    [`${object}.namespace`]: involved('namespace'),
    [`${object}.name`]: involved('name'),
    [`${object}.uid`]: involved('uid'),
    [`${object}.apiVersion`]: involved('apiVersion'),
    [`${object}.resourceVersion`]: involved('resourceVersion'),
    [`${object}.fieldPath`]: involved('fieldPath'),
    reason: core((event) => event['reason']),
    type: core((event) => event['type']),
    [controller]: core((event) => event['reportingComponent']),
    ...(controller === 'reportingComponent' && {
      source: core((event) => at(event, 'source', 'component') || event['reportingComponent']),
    }),
  };
}

function seen(which: 'first' | 'last'): Column['cell'] {
  return (shown, now) => {
    const event = shown.apiVersion === 'v1' ? shown : toStoredEvent(shown);
    const first = textOf(event['firstTimestamp']) || textOf(event['eventTime']);
    if (which === 'first') return since(first, now);
    const series = textOf(at(event, 'series', 'lastObservedTime'));
    return since(series || textOf(event['lastTimestamp']) || first, now);
  };
}

const sourceText = core((event) => {
  const component = textOf(at(event, 'source', 'component')) || textOf(event['reportingComponent']);
  const host = textOf(at(event, 'source', 'host')) || textOf(event['reportingInstance']);
  return host === '' ? component : `${component}, ${host}`;
});

const objectText = core(
  (event) =>
    `${textOf(at(event, 'involvedObject', 'kind')).toLowerCase()}/${textOf(at(event, 'involvedObject', 'name'))}`,
);

const columns: readonly Column[] = [
  column(
    'Last Seen',
    'string',
    'The time at which the most recent occurrence of this event was recorded.',
    seen('last'),
  ),
  column(
    'Type',
    'string',
    'Type of this event (Normal, Warning), new types could be added in the future',
    core((event) => event['type']),
  ),
  column(
    'Reason',
    'string',
    "This should be a short, machine understandable string that gives the reason for the transition into the object's current status.",
    core((event) => event['reason']),
  ),
  column('Object', 'string', 'The object that this event is about.', objectText),
  column(
    'Subobject',
    'string',
    'If referring to a piece of an object instead of an entire object, this string should contain a valid JSON/Go field access statement, such as desiredState.manifest.containers[2].',
    core((event) => at(event, 'involvedObject', 'fieldPath')),
    1,
  ),
  column(
    'Source',
    'string',
    'The component reporting this event. Should be a short machine understandable string.',
    sourceText,
    1,
  ),
  column(
    'Message',
    'string',
    'A human-readable description of the status of this operation.',
    core((event) => textOf(event['message']).trim()),
  ),
  column(
    'First Seen',
    'string',
    'The time at which the event was first recorded. (Time of server receipt is in TypeMeta.)',
    seen('first'),
    1,
  ),
  column(
    'Count',
    'string',
    'The number of times this event has occurred.',
    (shown) => {
      const event = shown.apiVersion === 'v1' ? shown : toStoredEvent(shown);
      return at(event, 'series', 'count') ?? (Number(event['count'] ?? 0) || 1);
    },
    1,
  ),
  { ...nameColumn, priority: 1 },
];

export const coreEvents: Behaviour = {
  checkName: named(isPathSegment),
  createOnUpdate: true,
  columns,
  fields: fieldsOf('involvedObject', 'reportingComponent'),
  validate: (event) => legacyErrors(event, 'reportingComponent'),
};

export const events: Behaviour = {
  errorGroup: '',
  createOnUpdate: true,
  columns,
  fields: fieldsOf('regarding', 'reportingController'),
  validate: (event) => {
    const stored = toStoredEvent(event);
    // A new event has no version yet.
    const isNew = event.metadata.resourceVersion === undefined;
    return [...legacyErrors(stored, 'reportingController'), ...(isNew ? strictErrors(stored) : [])];
  },
  validateUpdate: (event, old) => strictUpdateErrors(toStoredEvent(event), toStoredEvent(old)),
};
