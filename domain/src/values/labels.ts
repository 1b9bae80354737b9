// Labels of a cluster: the grammar of Kubernetes, because the platform keeps them as such.
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

/** Checks the labels of an object: a map of texts. */
export function checkLabels(labels: unknown, pointer = '/labels'): readonly Finding[] {
  return checkObject(labels, pointer, 'The labels', (map) =>
    Object.entries(map).flatMap(([key, value]) => {
      const place = at(pointer, key);
      return [...checkKey(key, place), ...checkValue(value, key, place)];
    }),
  );
}

function checkKey(key: string, pointer: string): readonly Finding[] {
  const slash = key.indexOf('/');
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const valid = isLabelName(key.slice(slash + 1)) && (prefix === undefined || isPrefix(prefix));
  if (!valid) {
    const detail =
      `The label key ${show(key)} must have up to ${NAME_MAX_LENGTH} letters, digits, "-", "_" and "." ` +
      'between letters or digits, and may have a DNS name and "/" in front.';
    return [error(pointer, 'invalid_label', detail)];
  }
  if (prefix === undefined) return [];
  const domain = RESERVED_DOMAINS.find((name) => prefix === name || prefix.endsWith(`.${name}`));
  if (domain === undefined) return [];
  return [
    error(pointer, 'reserved_label', `Label keys under ${domain} are reserved; use a domain of your own.`),
  ];
}

function checkValue(value: unknown, key: string, pointer: string): readonly Finding[] {
  return checkString(value, pointer, `The value of label ${show(key)}`, (text) => {
    if (isLabelValue(text)) return [];
    const detail =
      `The value ${show(text)} of label ${show(key)} must be empty or have up to ${NAME_MAX_LENGTH} letters, ` +
      'digits, "-", "_" and "." between letters or digits.';
    return [error(pointer, 'invalid_label', detail)];
  });
}
