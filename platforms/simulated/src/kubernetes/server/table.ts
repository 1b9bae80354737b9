// Tables: kubectl asks for rows that the server has already put into words.
import type { Column, KubernetesObject, Resource } from './resource.ts';
import { StatusError } from './status.ts';

/** How the caller wants objects. */
export type Format = 'json' | 'table';

/** How much of each object a row carries. */
export type IncludeObject = 'None' | 'Metadata' | 'Object';

/**
 * The first format in an Accept header that is served.
 * @throws StatusError `NotAcceptable` when none of them is
 */
export function formatOf(accept: string | null): Format {
  const ranges = (accept ?? '*/*').split(',').map((range) => range.trim().toLowerCase());
  for (const range of ranges) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    if (!['application/json', 'application/*', '*/*', ''].includes(type)) continue;
    const as = parameters.find((parameter) => parameter.startsWith('as='));
    if (as === undefined) return 'json';
    if (as === 'as=table' && parameters.includes('g=meta.k8s.io') && parameters.includes('v=v1'))
      return 'table';
  }
  throw new StatusError(
    'NotAcceptable',
    'only the following media types are accepted: application/json, application/json;as=Table;v=v1;g=meta.k8s.io',
  );
}

/** Reads the query parameter `includeObject`. */
export function includeObjectOf(text: string | null): IncludeObject {
  return text === 'None' || text === 'Object' ? text : 'Metadata';
}

/** A table of objects. */
export function tableOf(
  resource: Resource,
  objects: readonly KubernetesObject[],
  {
    now,
    include,
    metadata,
  }: { readonly now: number; readonly include: IncludeObject; readonly metadata: object },
): object {
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: resource.columns.map(definitionOf),
    rows: objects.map((object) => ({
      cells: resource.columns.map((column) => column.cell(object, now)),
      ...(include === 'None' ? {} : { object: include === 'Object' ? object : partial(object) }),
    })),
  };
}

function definitionOf({ name, type, format, description, wide }: Column): object {
  return { name, type, format: format ?? '', description, priority: wide === true ? 1 : 0 };
}

function partial({ metadata }: KubernetesObject): object {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };
}
