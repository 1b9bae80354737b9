// Names that one plan makes and removes. Terraform gives a rename to the provider as two plans that know nothing of each
// other: one deletes, one creates. Whichever comes second sees the other here, and says what was probably meant. These are
// words for people only: what protects an object is its holder, see holding.ts.
import {
  type Diagnostic,
  error,
  isUnknown,
  type ModifyChangeRequest,
  type ModifyDeleteRequest,
  type ObjectValue,
  type PlanModification,
  type Schema,
} from 'terraform-plugin';
import type { ProviderData } from '../provider-data.ts';
import { movedBlock } from './holding.ts';
import { type Kind, nameOf } from './kind.ts';
import { recall } from './memory.ts';

export class PlannedNames {
  readonly #created = new Set<string>();
  readonly #deleted = new Set<string>();
  readonly #imported = new Set<string>();
  readonly #listed = new Set<string>();

  /**
   * Notes that a plan makes an object.
   * @param name for people, such as `cluster prod`; the same for the same object
   * @param type Terraform's name of the resource
   */
  create(name: string, type: string): Diagnostic | undefined {
    const isSecond = this.#created.has(name);
    this.#created.add(name);
    if (isSecond) return twoOf(name);
    return this.#deleted.has(name) ? renamed(name, type) : undefined;
  }

  /** Notes that a plan brings an object into state that is there already: the service is told only afterwards. */
  import(name: string, type: string): Diagnostic | undefined {
    this.#imported.add(name);
    return this.#deleted.has(name) ? importedAndDeleted(name, type) : undefined;
  }

  /**
   * Notes that the map of a cluster has a child from now on, whoever kept it before.
   * @param map name of the attribute
   */
  list(name: string, type: string, map: string): Diagnostic | undefined {
    this.#listed.add(name);
    return this.#deleted.has(name) ? listedAndDeleted(name, type, map) : undefined;
  }

  /** Notes that a plan deletes an object. */
  delete(name: string, type: string): Diagnostic | undefined {
    this.#deleted.add(name);
    if (this.#listed.has(name)) return listedAndDeleted(name, type);
    if (this.#imported.has(name)) return importedAndDeleted(name, type);
    return this.#created.has(name) ? renamed(name, type) : undefined;
  }
}

function twoOf(name: string): Diagnostic {
  return error(
    `Two resources make the ${name}`,
    `Another resource makes the ${name} in this same plan, and two objects cannot have one name. Give each a name of its own.`,
    ['name'],
  );
}

function renamed(name: string, type: string): Diagnostic {
  return error(
    `The ${name} would be destroyed and made again`,
    'One resource that has it goes, and another one of the same name comes. If the resource was only renamed or moved in the ' +
      `configuration, keep the object with:\n\n${movedBlock(type)}\n\n` +
      'To make it anew, remove it in one apply and create it in the next: Terraform does both at once, and the name is free only afterwards.',
  );
}

function importedAndDeleted(name: string, type: string): Diagnostic {
  return error(
    `The ${name} would be imported and destroyed`,
    'One resource brings it into this state, and another one, which has it already, would destroy it. If the resource was only ' +
      `renamed, write in place of the import:\n\n${movedBlock(type)}\n\n` +
      'Otherwise take the other one out of this state first: with a "removed" block that has `lifecycle { destroy = false }`, or with `terraform state rm`.',
  );
}

function listedAndDeleted(name: string, type: string, map?: string): Diagnostic {
  return error(
    `The ${name} would be destroyed and made again`,
    'A map of its cluster has it, and its own resource, which leaves the configuration, would destroy it first. To hand it over ' +
      `as it is, write:\n\n  removed {\n    from = ${type}.NAME\n    lifecycle {\n      destroy = false\n    }\n  }\n\n` +
      'To make it anew, take it out of the map for one apply.',
    map === undefined ? [] : [map],
  );
}

/** Notes the plan of an object that stays; says what is wrong with it beside the others. */
export function staying(
  kind: Kind,
  { prior, data, private: memory }: ModifyChangeRequest<Schema, ProviderData>,
): Diagnostic | undefined {
  if (prior === null || recall(memory).hold?.is !== 'imported') return undefined;
  return data?.plannedNames.import(nameOf(kind, prior as unknown as ObjectValue), kind.type);
}

/** Notes a planned create; says what is wrong with it beside the others. */
export function coming(
  kind: Kind,
  { planned, data }: Pick<ModifyChangeRequest<Schema, ProviderData>, 'planned' | 'data'>,
): Diagnostic | undefined {
  const values = planned as ObjectValue;
  const isKnown = !isUnknown(values['name']) && !isUnknown(values['cluster_id']);
  return isKnown ? data?.plannedNames.create(nameOf(kind, values), kind.type) : undefined;
}

/** Notes a planned deletion; says what is wrong with it beside the others. */
export function leaving(
  kind: Kind,
  { prior, data }: ModifyDeleteRequest<Schema, ProviderData>,
): PlanModification | undefined {
  const clash = data?.plannedNames.delete(nameOf(kind, prior as unknown as ObjectValue), kind.type);
  return clash && { diagnostics: [clash] };
}
