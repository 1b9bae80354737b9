// Typed options of add-ons: exactly one object, the one that belongs to the add-on, without contradictions.
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { error, type Finding } from '../finding.ts';
import { at } from '../values/pointer.ts';
import { checkPositiveQuantity } from '../values/quantity.ts';
import { checkObject, type JsonObject } from '../values/read.ts';
import { checkCertManagerOptions } from './cert-manager.ts';
import { type AddonOptionsName, addonFacts, findAddon } from './facts.ts';
import { checkFluxOptions } from './flux.ts';
import { checkIngressOptions } from './ingress.ts';

type OptionsCheck = (options: JsonObject, pointer: string) => readonly Finding[];

const CHECKS: Readonly<Record<AddonOptionsName, OptionsCheck>> = {
  ingress: checkIngressOptions,
  flux: checkFluxOptions,
  certManager: checkCertManagerOptions,
  monitoring: () => [],
  nfs: (options, pointer) => checkPositiveQuantity(options['size'], at(pointer, 'size'), 'nfs.size'),
};

/**
 * Checks the options of an add-on. The live catalogue decides which object belongs to it; without one the facts
 * that hold everywhere do, and an id that is newer than this package is not judged.
 */
export function checkAddonOptions(
  id: string,
  options: unknown,
  catalogue?: KnownCatalogue,
  pointer = '/options',
): readonly Finding[] {
  return checkObject(options, pointer, 'options', (object) => {
    const listed = findAddon(catalogue, id)?.options;
    const belongs = listed === undefined ? addonFacts(id)?.options : listed;
    if (belongs === undefined) return [];
    return Object.keys(object)
      .filter((name) => object[name] !== null && object[name] !== undefined)
      .flatMap((name) =>
        name === belongs
          ? checkObject(object[name], at(pointer, name), `options.${name}`, (inner) =>
              checkOwnOptions(name, inner, at(pointer, name)),
            )
          : [mismatch(id, name, belongs, at(pointer, name))],
      );
  });
}

function checkOwnOptions(name: string, options: JsonObject, pointer: string): readonly Finding[] {
  return Object.hasOwn(CHECKS, name) ? CHECKS[name as AddonOptionsName](options, pointer) : [];
}

function mismatch(id: string, name: string, belongs: string | null, pointer: string): Finding {
  if (belongs === null) {
    return error(pointer, 'option_mismatch', `The add-on ${id} takes no options; remove options.${name}.`);
  }
  const detail = `options.${name} does not belong to the add-on ${id}; it takes options.${belongs}.`;
  return error(pointer, 'option_mismatch', detail, [belongs]);
}
