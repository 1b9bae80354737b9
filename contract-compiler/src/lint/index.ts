// Every rule of the contract, and the one function that applies them all.
import type { LoadedContract } from '../contract.ts';
import { apart } from './apart.ts';
import { bounds } from './bounds.ts';
import { deprecations } from './deprecations.ts';
import { descriptions } from './descriptions.ts';
import { enums } from './enums.ts';
import { examples } from './examples.ts';
import { extensions } from './extensions.ts';
import { naming } from './naming.ts';
import { oneWorld } from './one-world.ts';
import { operations } from './operations.ts';
import { pagination } from './pagination.ts';
import { patterns } from './patterns.ts';
import { presentation } from './presentation.ts';
import { problems } from './problems.ts';
import { references } from './references.ts';
import { resources } from './resources.ts';
import type { Rule } from './rule.ts';
import { terraformClass } from './terraform-class.ts';
import { terraformCollection } from './terraform-collection.ts';
import { terraformImmutable } from './terraform-immutable.ts';
import { terraformNormaliser } from './terraform-normaliser.ts';
import { terraformRolls } from './terraform-rolls.ts';
import { writes } from './writes.ts';

/** The rules in the order in which their findings are printed. */
export const rules: readonly Rule[] = [
  terraformClass,
  terraformCollection,
  terraformNormaliser,
  terraformImmutable,
  terraformRolls,
  extensions,
  bounds,
  patterns,
  descriptions,
  enums,
  naming,
  apart,
  references,
  resources,
  operations,
  presentation,
  problems,
  pagination,
  writes,
  deprecations,
  examples,
  oneWorld,
];

/** One line for each place where a rule is broken. */
export function lintContract(contract: LoadedContract): string[] {
  return rules.flatMap((rule) =>
    rule.check(contract).map(({ where, detail }) => `openapi: ${where} ${detail} (${rule.name})`),
  );
}
