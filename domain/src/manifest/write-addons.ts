// Writes add-ons under the platform's keys; what the form has no key for is carried in an annotation.
import type { AddonInput } from '../addon/addon.ts';
import { addonFacts } from '../addon/facts.ts';
import { nestValues } from '../addon/values.ts';
import { isObject, type JsonObject, own } from '../values/read.ts';
import { valuesWithRepository } from './flux-values.ts';
import { monitoringValues } from './monitoring-values.ts';
import { EXPOSE_METHODS, UNSWITCHED_ADDONS } from './read-addon.ts';

/** Add-ons, in the two places of a manifest. */
export interface WrittenAddons {
  /** `spec.addons`. */
  readonly inForm: JsonObject;
  /** By id, what the form has no place for. */
  readonly carried: JsonObject;
}

/** Writes the add-ons; one that is `null` is none. */
export function writeAddons(addons: Readonly<Record<string, AddonInput | null>>): WrittenAddons {
  const inForm: [string, JsonObject][] = [];
  const carried: [string, JsonObject][] = [];
  for (const [id, addon] of Object.entries(addons)) {
    if (addon === null) continue;
    const key = addonFacts(id)?.manifest?.key;
    const isIdle = id === 'vertical-pod-autoscaler' && !isObject(own(addons, 'monitoring'));
    if (key === undefined || isIdle) {
      carried.push([id, addon as JsonObject]);
      continue;
    }
    inForm.push([key, writeAddon(id, addon)]);
    const rest = withoutForm(id, addon);
    if (Object.keys(rest).length > 0) carried.push([id, rest]);
  }
  return { inForm: Object.fromEntries(inForm), carried: Object.fromEntries(carried) };
}

/** Options that the form expresses by keys of its own or among the values. */
export const OPTIONS_IN_FORM: ReadonlySet<string> = new Set(['ingress', 'flux', 'monitoring']);

function withoutForm(id: string, { version, options }: AddonInput): JsonObject {
  const carriesOptions = options !== undefined && !OPTIONS_IN_FORM.has(addonFacts(id)?.options ?? '');
  return { ...(version === undefined ? {} : { version }), ...(carriesOptions ? { options } : {}) };
}

function writeAddon(id: string, { options, valuesOverride }: AddonInput): JsonObject {
  const values = writeValues(id, valuesOverride, options);
  return {
    ...(UNSWITCHED_ADDONS.has(id) ? {} : { enabled: true }),
    ...writeIngress(id, options),
    ...(values === undefined ? {} : { valuesOverride: values }),
  };
}

function writeValues(id: string, values: JsonObject | undefined, options: unknown): JsonObject | undefined {
  const switches = id === 'monitoring' ? monitoringValues(options) : undefined;
  if (switches !== undefined) return switches;
  const nested = values === undefined ? undefined : nestValues(id, values).values;
  return id === 'flux' ? valuesWithRepository(nested, options) : nested;
}

function writeIngress(id: string, options: unknown): JsonObject {
  const ingress = isObject(options) ? own(options, 'ingress') : undefined;
  if (addonFacts(id)?.options !== 'ingress' || !isObject(ingress)) return {};
  const { exposure, hosts } = { exposure: own(ingress, 'exposure'), hosts: own(ingress, 'hosts') };
  const method = Object.keys(EXPOSE_METHODS).find((each) => EXPOSE_METHODS[each] === exposure);
  return {
    ...(method === undefined ? {} : { exposeMethod: method }),
    ...(hosts === undefined ? {} : { hosts }),
  };
}
