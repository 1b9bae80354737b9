// Helm values of an add-on. The platform reads them only under the name of the sub-chart and silently ignores the
// rest, so values are moved there whichever way they were written, and the move is told.
import type { AddonManifest } from '../catalogue/addon-type.ts';
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { type Finding, warning } from '../finding.ts';
import { equalJson } from '../values/json.ts';
import { at } from '../values/pointer.ts';
import { isObject, type JsonObject, own, show } from '../values/read.ts';
import { addonFacts, findAddon } from './facts.ts';

/** One piece of values that stood where the add-on does not read it. */
export interface MovedValue {
  /** Pointer into the values as written. */
  readonly from: string;
  /** Pointer into the values as the add-on reads them. */
  readonly to: string;
}

/** Values as the add-on reads them, with what was moved to get there. */
export interface NestedValues {
  readonly values: JsonObject;
  readonly moved: readonly MovedValue[];
}

// Helm itself reads `global`; it is not the sub-chart's.
const HELM_GLOBAL = 'global';

// Spellings of the sub-chart that the platform's documentation shows besides the manifest key.
const OTHER_SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  coredns: ['corends'],
  'flux-instance': ['flux'],
};

/** Name of the sub-chart that the add-on's values nest under; `null` when they do not nest. */
export function subChartOf(id: string, catalogue?: KnownCatalogue): string | null {
  return manifestOf(id, catalogue)?.subChart ?? null;
}

function manifestOf(id: string, catalogue: KnownCatalogue | undefined): AddonManifest | null {
  return findAddon(catalogue, id)?.manifest ?? addonFacts(id)?.manifest ?? null;
}

/**
 * Puts values under the name of the add-on's sub-chart. Three spellings are understood, also mixed: nested already,
 * nested under the manifest's key (`certManager`), and flat. Where two say the same thing, nested wins over the
 * manifest's key and that over flat, whatever the order of keys. Values of an add-on without a sub-chart stay as
 * they are, and so do values that have something else than an object under the name. Idempotent.
 */
export function nestValues(id: string, values: JsonObject, catalogue?: KnownCatalogue): NestedValues {
  const subChart = subChartOf(id, catalogue);
  const nested = subChart === null ? undefined : own(values, subChart);
  if (subChart === null || (nested !== undefined && !isObject(nested))) return { values, moved: [] };
  const aliases = aliasesOf(id, subChart, catalogue).filter((alias) => isObject(own(values, alias)));
  const flat = Object.keys(values).filter(
    (key) => key !== HELM_GLOBAL && key !== subChart && !aliases.includes(key),
  );
  if (aliases.length === 0 && flat.length === 0) return { values, moved: [] };
  const parts = [pick(values, flat), ...aliases.map((alias) => own(values, alias)), nested ?? {}];
  const merged = parts.filter(isObject).reduce((earlier, later) => mergeValues(earlier, later));
  const target = at('', subChart);
  return {
    values: Object.fromEntries([...Object.entries(pick(values, [HELM_GLOBAL])), [subChart, merged]]),
    moved: [
      ...aliases.map((alias) => ({ from: at('', alias), to: target })),
      ...flat.map((key) => {
        const from = at('', key);
        return { from, to: target + from };
      }),
    ],
  };
}

function aliasesOf(id: string, subChart: string, catalogue: KnownCatalogue | undefined): readonly string[] {
  const key = manifestOf(id, catalogue)?.key;
  const spellings = [...(OTHER_SPELLINGS[subChart] ?? []), ...(key === undefined ? [] : [key])];
  return spellings.filter((spelling) => spelling !== subChart);
}

/** The own properties of those names. */
function pick(values: JsonObject, keys: readonly string[]): JsonObject {
  // fromEntries defines properties, so that a key such as `__proto__` stays data.
  return Object.fromEntries(
    keys.filter((key) => Object.hasOwn(values, key)).map((key) => [key, values[key]]),
  );
}

// As deep as canonical JSON goes; below that one side wins whole.
const MAX_DEPTH = 256;

/** Deep merge of objects; the later value wins where both are not objects. */
export function mergeValues(earlier: JsonObject, later: JsonObject, depth = 0): JsonObject {
  const result = new Map(Object.entries(earlier));
  for (const [key, value] of Object.entries(later)) {
    const before = result.get(key);
    const both = isObject(before) && isObject(value) && depth < MAX_DEPTH;
    result.set(key, both ? mergeValues(before, value, depth + 1) : value);
  }
  return Object.fromEntries(result);
}

/** Whether two values objects mean the same to the add-on, however they are nested. */
export function equalValues(id: string, a: unknown, b: unknown, catalogue?: KnownCatalogue): boolean {
  if (a === b || !isObject(a) || !isObject(b)) return equalJson(a, b);
  return equalJson(nestValues(id, a, catalogue).values, nestValues(id, b, catalogue).values);
}

/** Tells what {@link nestValues} moved, one warning for each place. */
export function movedValueWarnings(
  id: string,
  values: JsonObject,
  catalogue: KnownCatalogue | undefined,
  pointer: string,
): readonly Finding[] {
  return nestValues(id, values, catalogue).moved.map(({ from, to }) => {
    const detail = `The add-on ${id} reads its values under ${show(to.slice(1))}; they were moved from ${show(from)}.`;
    return warning(pointer + from, 'values_override_moved', detail);
  });
}
