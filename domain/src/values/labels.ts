// Labels: the grammar of Kubernetes, because the platform keeps them as such.
import { error, type Finding } from '../finding.ts';
import { at } from './pointer.ts';
import { checkObject, checkString, show } from './read.ts';

const NAME_MAX_LENGTH = 63;
const PREFIX_MAX_LENGTH = 253;

const LABEL_NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const DNS_NAME = /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/;

// The service writes labels under these domains itself; a user's label there would be overwritten or misread.
const RESERVED_DOMAINS = ['kubernetes.io', 'k8s.io', 'cozystack.io'];

function isLabelName(text: string): boolean {
  return text.length <= NAME_MAX_LENGTH && LABEL_NAME.test(text);
}

function isPrefix(text: string): boolean {
  return text.length <= PREFIX_MAX_LENGTH && DNS_NAME.test(text) && !text.includes('..');
}

/** Whether the text can be the value of a label: empty, or up to 63 letters, digits, `-`, `_` and `.`. */
export function isLabelValue(text: string): boolean {
  return text === '' || isLabelName(text);
}

/** What a key of a label or taint must be, for the sentence that refuses another one. */
export const KEY_GRAMMAR =
  `must have up to ${NAME_MAX_LENGTH} letters, digits, "-", "_" and "." between letters or digits, ` +
  'and may have a DNS name and "/" in front.';

/** What the value of a label or taint must be. */
export const VALUE_GRAMMAR = `must be empty or have up to ${NAME_MAX_LENGTH} letters, digits, "-", "_" and "." between letters or digits.`;

/** Whether the text can be the key of a label or taint. */
export function isLabelKey(key: string): boolean {
  const prefix = keyPrefix(key);
  return isLabelName(key.slice(key.indexOf('/') + 1)) && (prefix === undefined || isPrefix(prefix));
}

/** What stands in front of the `/`; undefined when there is none. */
export function keyPrefix(key: string): string | undefined {
  const slash = key.indexOf('/');
  return slash < 0 ? undefined : key.slice(0, slash);
}

/** The one of the domains to which the key belongs, itself or a name under it. */
export function domainOfKey(key: string, domains: readonly string[]): string | undefined {
  const prefix = keyPrefix(key);
  if (prefix === undefined) return undefined;
  return domains.find((name) => prefix === name || prefix.endsWith(`.${name}`));
}

/** Why a well-formed key is not for users; undefined when it is. */
export type ReservedKey = (key: string) => string | undefined;

/** Checks the labels of an object: a map of texts. */
export function checkLabels(
  labels: unknown,
  pointer = '/labels',
  reserved: ReservedKey = isReserved,
): readonly Finding[] {
  return checkObject(labels, pointer, 'The labels', (map) =>
    Object.entries(map).flatMap(([key, value]) => {
      const place = at(pointer, key);
      return [...checkKey(key, place, reserved), ...checkValue(value, key, place)];
    }),
  );
}

function isReserved(key: string): string | undefined {
  const domain = domainOfKey(key, RESERVED_DOMAINS);
  return domain && `Label keys under ${domain} are reserved; use a domain of your own.`;
}

function checkKey(key: string, pointer: string, reserved: ReservedKey): readonly Finding[] {
  if (!isLabelKey(key)) {
    return [error(pointer, 'invalid_label', `The label key ${show(key)} ${KEY_GRAMMAR}`)];
  }
  const reason = reserved(key);
  return reason === undefined ? [] : [error(pointer, 'reserved_label', reason)];
}

function checkValue(value: unknown, key: string, pointer: string): readonly Finding[] {
  return checkString(value, pointer, `The value of label ${show(key)}`, (text) => {
    if (isLabelValue(text)) return [];
    return [
      error(pointer, 'invalid_label', `The value ${show(text)} of label ${show(key)} ${VALUE_GRAMMAR}`),
    ];
  });
}
