// An add-on as a whole: every rule that holds for its id, version, options and Helm values.
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { error, type Finding, warning } from '../finding.ts';
import { didYouMean } from '../values/nearest-name.ts';
import { at } from '../values/pointer.ts';
import { checkObject, checkString, choices, isObject, own, show } from '../values/read.ts';
import { addonFacts, findAddon } from './facts.ts';
import { checkAddonOptions } from './options.ts';
import { movedValueWarnings, subChartOf } from './values.ts';
import { type Surroundings, waitingForWarnings } from './waiting-for.ts';

/** An add-on, as a caller writes it. */
export interface AddonInput {
  readonly version?: string;
  /** Helm values, nested or flat. */
  readonly valuesOverride?: Readonly<Record<string, unknown>>;
  /** Exactly the object that belongs to the add-on. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What is known around an add-on. Everything is optional: a rule that needs what is absent finds nothing. */
export interface AddonContext extends Surroundings {
  readonly catalogue?: KnownCatalogue | undefined;
  /** Where the add-on stands in the checked document; `''` when it is the document. */
  readonly pointer?: string;
}

/**
 * Checks an add-on that is to be enabled or changed.
 * @param addon any JSON; typed callers pass {@link AddonInput}
 */
export function checkAddon(id: unknown, addon: unknown, context: AddonContext = {}): readonly Finding[] {
  const pointer = context.pointer ?? '';
  return checkString(id, pointer, 'The add-on id', (text) => {
    const refused = checkAddonId(text, context.catalogue, pointer);
    if (refused.length > 0) return refused;
    return [
      ...checkObject(addon, pointer, 'An add-on', (object) => [
        ...checkAddonVersion(text, object['version'], context.catalogue, at(pointer, 'version')),
        ...checkAddonOptions(text, object['options'], context.catalogue, at(pointer, 'options')),
        ...checkValues(text, object['valuesOverride'], context.catalogue, at(pointer, 'valuesOverride')),
      ]),
      ...waitingForWarnings(text, context, context.catalogue, pointer),
    ];
  });
}

/** Checks that an add-on exists and that the platform offers it; without a catalogue nothing is refused. */
export function checkAddonId(
  id: string,
  catalogue: KnownCatalogue | undefined,
  pointer: string,
): readonly Finding[] {
  const listed = catalogue?.addons;
  if (listed === undefined) return [];
  const addon = findAddon(catalogue, id);
  if (addon?.available === true) return [];
  const allowed = listed.filter((each) => each.available).map((each) => each.id);
  if (addon === undefined && addonFacts(id) === undefined) {
    const detail = `There is no add-on ${show(id)}; choose one of ${choices(allowed)}.${didYouMean(id, allowed)}`;
    return [error(pointer, 'unknown_addon', detail, allowed)];
  }
  const detail = `This platform does not offer the add-on ${id}; choose one of ${choices(allowed)}.`;
  return [error(pointer, 'addon_unavailable', detail, allowed)];
}

/**
 * Checks that an add-on can be disabled. One that is always on is not refused: disabling resets its settings.
 */
export function checkAddonRemoval(id: string, catalogue?: KnownCatalogue, pointer = ''): readonly Finding[] {
  const alwaysOn = findAddon(catalogue, id)?.alwaysOn ?? addonFacts(id)?.alwaysOn ?? false;
  if (!alwaysOn) return [];
  const detail = `The add-on ${id} cannot be disabled; its settings go back to the defaults.`;
  return [warning(pointer, 'addon_always_on', detail)];
}

function checkAddonVersion(
  id: string,
  version: unknown,
  catalogue: KnownCatalogue | undefined,
  pointer: string,
): readonly Finding[] {
  return checkString(version, pointer, 'The version of the add-on', (text) => {
    const versions = findAddon(catalogue, id)?.versions;
    if (versions === undefined || versions.includes(text.replace(/^v/, ''))) return [];
    const choice = versions.length > 0 ? `choose one of ${choices(versions)}` : 'remove it';
    const detail = `The add-on ${id} has no version ${show(text)}; ${choice}.`;
    return [error(pointer, 'unknown_addon_version', detail, versions)];
  });
}

function checkValues(
  id: string,
  values: unknown,
  catalogue: KnownCatalogue | undefined,
  pointer: string,
): readonly Finding[] {
  return checkObject(values, pointer, 'valuesOverride', (object) => {
    if (Object.keys(object).length > 0 && findAddon(catalogue, id)?.valuesOverride === false) {
      const detail = `The platform reads no Helm values for the add-on ${id}; remove valuesOverride.`;
      return [error(pointer, 'values_override_unsupported', detail)];
    }
    const subChart = subChartOf(id, catalogue);
    const nested = subChart === null ? undefined : own(object, subChart);
    if (subChart !== null && nested !== undefined && !isObject(nested)) {
      const detail = `valuesOverride has ${show(nested)} under ${show(subChart)}; write the values of the chart there, as an object.`;
      return [error(at(pointer, subChart), 'invalid_type', detail)];
    }
    return movedValueWarnings(id, object, catalogue, pointer);
  });
}
