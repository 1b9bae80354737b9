// Tells an applier whose fields it would take.
import { quote } from '../json/go-text.ts';
import { StatusError } from '../status/status.ts';
import { type FieldSet, paths, pathText } from './field-set.ts';
import type { Manager } from './managed.ts';

/** Fields of somebody else. */
export interface Conflict {
  readonly manager: Manager;
  readonly set: FieldSet;
}

function managerText({ manager }: Conflict): string {
  const { subresource, operation, apiVersion } = manager;
  const who = `${quote(manager.manager)}${subresource === '' ? '' : ` with subresource ${quote(subresource)}`}`;
  return operation === 'Apply' ? who : `${who} using ${apiVersion}`;
}

export function conflictError(conflicts: readonly Conflict[]): StatusError {
  const found = conflicts
    .map((conflict) => ({ who: managerText(conflict), fields: [...paths(conflict.set)].map(pathText) }))
    .sort((a, b) => (a.who < b.who ? -1 : 1));
  const causes = found.flatMap(({ who, fields }) =>
    fields.map((field) => ({ reason: 'FieldManagerConflict', message: `conflict with ${who}`, field })),
  );
  const text =
    causes.length === 1
      ? `1 conflict: ${causes[0]!.message}: ${causes[0]!.field}`
      : `${causes.length} conflicts: ${found
          .map(({ who, fields }) =>
            [`conflicts with ${who}:`, ...fields.map((field) => `- ${field}`)].join('\n'),
          )
          .join('\n')}`;
  return new StatusError(409, 'Conflict', `Apply failed with ${text}`, { causes });
}
