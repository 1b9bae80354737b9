// What a rule of the contract is: a law in one sentence, and a check that finds where it is broken.
import type { LoadedContract } from '../contract.ts';

/** A place where a law is broken. */
export interface Finding {
  /** Where: a schema with the path of the property, an operation, or a file. */
  where: string;
  /** One sentence: what is wrong, and what to write instead. */
  detail: string;
}

/** A law that the contract must keep. */
export interface Rule {
  /** Name in findings, in kebab case. */
  name: string;
  /** The law in one sentence. */
  law: string;
  check(contract: LoadedContract): Finding[];
}
