// Field selectors: of each kind only a few fields can be named.
import type { Kind } from '../kinds/kind.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { badRequest } from '../status/status.ts';

interface Term {
  readonly field: string;
  readonly equal: boolean;
  readonly value: string;
}

export type FieldSelector = readonly Term[];

const TERM = /^((?:\\.|[^=!\\])*?)(!=|==|=)((?:\\.|[^\\])*)$/;

/** @throws StatusError for a text that is no selector */
export function parseFieldSelector(text: string): FieldSelector {
  const terms: Term[] = [];
  for (const part of text.split(/(?<!\\),/)) {
    if (part === '') continue;
    const [, field, operator, value = ''] = TERM.exec(part) ?? [];
    if (field === undefined || operator === undefined)
      throw badRequest(`invalid selector: '${text}'; can't understand '${part}'`);
    terms.push({ field, equal: operator !== '!=', value: value.replaceAll(/\\([\\,=])/g, '$1') });
  }
  return terms;
}

type Reader = (object: KubernetesObject) => string;

const META: Readonly<Record<string, Reader>> = {
  'metadata.name': ({ metadata }) => metadata.name ?? '',
  'metadata.namespace': ({ metadata }) => metadata.namespace ?? '',
};

function readerOf(kind: Kind, field: string): Reader | undefined {
  if (Object.hasOwn(META, field)) return META[field];
  const own = kind.custom?.fields ?? kind.behaviour.fields ?? {};
  return Object.hasOwn(own, field) ? own[field] : undefined;
}

/** @throws StatusError for a field that this kind cannot be searched by */
export function checkFields(kind: Kind, selector: FieldSelector): void {
  for (const { field } of selector) {
    if (readerOf(kind, field) !== undefined) continue;
    const own = kind.custom !== undefined || kind.behaviour.fields !== undefined;
    throw badRequest(
      own
        ? `field label not supported: ${field}`
        : `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`,
    );
  }
}

export function matchesFields(kind: Kind, selector: FieldSelector, object: KubernetesObject): boolean {
  return selector.every(({ field, equal, value }) => {
    const found = readerOf(kind, field)?.(object) ?? '';
    return equal ? found === value : found !== value;
  });
}
