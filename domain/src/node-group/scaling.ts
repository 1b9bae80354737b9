// Bounds of the autoscaler: 0 ≤ minReplicas ≤ maxReplicas.
import { fields } from '@hikube/openapi/fields';
import { errorWith, type Finding } from '../finding.ts';
import { at } from '../values/pointer.ts';
import { checkInteger, isInteger, type JsonObject } from '../values/read.ts';

/** Checks `minReplicas` and `maxReplicas`; an absent one counts with its default. */
export function checkScaling(group: JsonObject, pointer = ''): readonly Finding[] {
  const findings = [
    ...checkCount(group['minReplicas'], at(pointer, 'minReplicas'), 'minReplicas'),
    ...checkCount(group['maxReplicas'], at(pointer, 'maxReplicas'), 'maxReplicas'),
  ];
  const min = group['minReplicas'] ?? fields.NodeGroup.minReplicas.default;
  const max = group['maxReplicas'] ?? fields.NodeGroup.maxReplicas.default;
  if (findings.length > 0 || !isInteger(min) || !isInteger(max) || min <= max) return findings;
  const detail = `minReplicas ${min} is greater than maxReplicas ${max}; raise maxReplicas or lower minReplicas.`;
  return [errorWith({ min, max }, at(pointer, 'minReplicas'), 'min_above_max', detail)];
}

function checkCount(value: unknown, pointer: string, field: string): readonly Finding[] {
  return checkInteger(value, pointer, field, (count) =>
    count >= 0
      ? []
      : [
          errorWith(
            { field, least: 0, value: count },
            pointer,
            'out_of_range',
            `${field} must be 0 or more, not ${count}.`,
          ),
        ],
  );
}
