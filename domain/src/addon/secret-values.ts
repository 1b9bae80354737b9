// Helm values that are secret. They are checked and merged like the others, and nothing that is said about them repeats
// what they hold: neither a value nor a key.
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { error, type Finding } from '../finding.ts';
import { isAbsent, isObject, type JsonObject, own, show } from '../values/read.ts';
import { findAddon } from './facts.ts';
import { mergeValues, nestValues, subChartOf } from './values.ts';

/**
 * Checks the secret values of an add-on.
 * @param values any JSON; absent is none
 */
export function checkSecretValues(
  id: string,
  values: unknown,
  catalogue?: KnownCatalogue,
  pointer = '/secretValues',
): readonly Finding[] {
  if (isAbsent(values)) return [];
  if (!isObject(values)) return [error(pointer, 'invalid_type', 'secretValues must be an object.')];
  if (Object.keys(values).length > 0 && findAddon(catalogue, id)?.valuesOverride === false) {
    const detail = `The platform reads no Helm values for the add-on ${id}; remove secretValues.`;
    return [error(pointer, 'values_override_unsupported', detail)];
  }
  const subChart = subChartOf(id, catalogue);
  const nested = subChart === null ? undefined : own(values, subChart);
  if (subChart === null || nested === undefined || isObject(nested)) return [];
  const detail = `secretValues has something else than an object under ${show(subChart)}; write the values of the chart there, as an object.`;
  return [error(pointer, 'invalid_type', detail)];
}

/** All values as the add-on reads them: the secret ones win, whichever way the two are nested. */
export function mergeSecretValues(
  id: string,
  values: JsonObject,
  secretValues: JsonObject,
  catalogue?: KnownCatalogue,
): JsonObject {
  return mergeValues(
    nestValues(id, values, catalogue).values,
    nestValues(id, secretValues, catalogue).values,
  );
}
