// What the query of a list or a watch says.
import { isSwitchedOn } from '../http/request-info.ts';
import type { Kind } from '../kinds/kind.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import {
  checkFields,
  type FieldSelector,
  matchesFields,
  parseFieldSelector,
} from '../selectors/field-selector.ts';
import { type LabelSelector, matchesLabels, parseLabelSelector } from '../selectors/label-selector.ts';
import { type FieldError, forbidden, invalid, lineOf, notSupported } from '../status/field-error.ts';
import { badRequest, internal, invalidObject } from '../status/status.ts';

export interface ListOptions {
  readonly labels: LabelSelector;
  readonly fields: FieldSelector;
  /** 0: no limit. */
  readonly limit: number;
  readonly continue: string;
  readonly resourceVersion: string;
  readonly match: string;
  readonly watch: boolean;
  /** Undefined when not said. */
  readonly sendInitialEvents: boolean | undefined;
  readonly allowBookmarks: boolean;
  /** Undefined when not said. */
  readonly timeoutSeconds: number | undefined;
}

/** @throws StatusError */
function integer(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^[+-]?\d+$/.test(text))
    throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

/** @throws StatusError */
export function readListOptions(kind: Kind, query: URLSearchParams, watch: boolean): ListOptions {
  const options: ListOptions = {
    labels: parseLabelSelector(query.get('labelSelector') ?? ''),
    fields: parseFieldSelector(query.get('fieldSelector') ?? ''),
    limit: Math.max(0, integer(query, 'limit') ?? 0),
    continue: query.get('continue') ?? '',
    resourceVersion: query.get('resourceVersion') ?? '',
    match: query.get('resourceVersionMatch') ?? '',
    watch,
    sendInitialEvents: query.has('sendInitialEvents')
      ? isSwitchedOn(query.get('sendInitialEvents'))
      : undefined,
    allowBookmarks: isSwitchedOn(query.get('allowWatchBookmarks')),
    timeoutSeconds: integer(query, 'timeoutSeconds'),
  };
  const errors = watch ? watchErrors(options) : listErrors(options);
  if (errors.length > 0) throw invalidObject({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', errors);
  checkFields(kind, options.fields);
  return options;
}

const MATCH = 'resourceVersionMatch';

function listErrors({
  match,
  resourceVersion,
  continue: token,
  sendInitialEvents,
}: ListOptions): FieldError[] {
  const errors: FieldError[] = [];
  if (match !== '') {
    if (resourceVersion === '')
      errors.push(forbidden(MATCH, `${MATCH} is forbidden unless resourceVersion is provided`));
    if (token !== '') errors.push(forbidden(MATCH, `${MATCH} is forbidden when continue is provided`));
    if (match !== 'Exact' && match !== 'NotOlderThan')
      errors.push(notSupported(MATCH, match, ['Exact', 'NotOlderThan', '']));
    if (match === 'Exact' && resourceVersion === '0')
      errors.push(forbidden(MATCH, `${MATCH} "exact" is forbidden for resourceVersion "0"`));
  }
  if (sendInitialEvents !== undefined)
    errors.push(forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list'));
  return errors;
}

function watchErrors({ match, continue: token, sendInitialEvents }: ListOptions): FieldError[] {
  const errors: FieldError[] = [];
  const noContinue = forbidden(MATCH, `${MATCH} is forbidden when continue is provided`);
  if (sendInitialEvents !== undefined) {
    if (match !== 'NotOlderThan')
      errors.push(forbidden(MATCH, `sendInitialEvents requires setting ${MATCH} to NotOlderThan`));
    if (token !== '') errors.push(noContinue);
  }
  if (match !== '') {
    if (sendInitialEvents === undefined)
      errors.push(forbidden(MATCH, `${MATCH} is forbidden for watch unless sendInitialEvents is provided`));
    if (match !== 'NotOlderThan') errors.push(notSupported(MATCH, match, ['NotOlderThan']));
    if (token !== '') errors.push(noContinue);
  }
  return errors;
}

/** @returns undefined when none is said @throws StatusError of status 500, as a watch or a get refuses it */
export function readVersion(text: string): number | undefined {
  if (text === '') return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw internal(lineOf(versionError(text)));
}

export function versionError(text: string): FieldError {
  return invalid(
    'resourceVersion',
    text,
    `strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
  );
}

export function isWanted(
  kind: Kind,
  { labels, fields }: Pick<ListOptions, 'labels' | 'fields'>,
  object: KubernetesObject,
): boolean {
  return matchesLabels(labels, object.metadata.labels) && matchesFields(kind, fields, object);
}
