// What the form lacks of add-ons, as one annotation carries it: add-ons without a key in the form, versions, and options
// that have no key either.
import { addonFacts } from '../addon/facts.ts';
import { at } from '../values/pointer.ts';
import { isObject, type JsonObject, own } from '../values/read.ts';
import type { Entry, Reading } from './reading.ts';

/** The add-ons of the form with what the annotation adds to them; what the form says wins. */
export function addCarriedAddons(
  addons: JsonObject,
  carried: Entry | undefined,
  reading: Reading,
): JsonObject {
  if (carried === undefined || !isObject(carried.value)) return addons;
  const result = new Map<string, unknown>(Object.entries(addons));
  for (const [id, settings] of Object.entries(carried.value)) {
    const inForm = own(addons, id);
    if (isObject(inForm) && isObject(settings)) {
      for (const field of Object.keys(settings).filter((each) => !Object.hasOwn(inForm, each))) {
        reading.origin(at('/addons', id, field), carried.pointer);
      }
      result.set(id, { ...settings, ...inForm });
    } else if (isDecidedByForm(id)) {
      const detail = `The annotation has settings of the add-on ${id}, which the manifest does not enable; they have no effect.`;
      reading.ignored({ value: undefined, pointer: carried.pointer }, detail);
    } else {
      reading.origin(at('/addons', id), carried.pointer);
      result.set(id, settings);
    }
  }
  return Object.fromEntries(result);
}

/** Whether the form says by itself that the add-on is enabled or not. */
function isDecidedByForm(id: string): boolean {
  return (addonFacts(id)?.manifest ?? null) !== null && id !== 'vertical-pod-autoscaler';
}
