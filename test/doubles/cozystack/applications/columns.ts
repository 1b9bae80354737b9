// How applications and modules are printed.
import type { Column, KubernetesObject } from '@hikube/kubernetes-api';
import { since } from '../../../../kubernetes-api/src/read/age.ts';
import { conditionsOf } from './conditions.ts';

function ready(object: KubernetesObject): string {
  const { status } = conditionsOf(object).find(({ type }) => type === 'Ready') ?? {};
  return status === 'True' || status === 'False' ? status : 'Unknown';
}

/** What stands behind the plus of a revision. */
function version({ status }: KubernetesObject): string {
  const { version: text = '' } = (status ?? {}) as { version?: string };
  return text === '' ? '<unknown>' : (/\+([^+]+)$/.exec(text)?.[1] ?? text);
}

/** @param of what the descriptions call them */
export function applicationColumns(of: string): Column[] {
  const column = (name: string, description: string, cell: Column['cell']): Column => ({
    name,
    type: 'string',
    description: `${description} of the ${of}`,
    cell,
  });
  return [
    column('NAME', 'Name', ({ metadata }) => metadata.name ?? ''),
    column('READY', 'Ready status', ready),
    column('AGE', 'Age', ({ metadata }, now) => since(metadata.creationTimestamp, now)),
    column('VERSION', 'Version', version),
  ];
}
