// What the tests of YAML share. Not part of the package.
import { Refusal } from '../../../refusal.ts';
import { parseStrictYaml } from './yaml.ts';

/** The refusal of a text. */
export function refusalOf(text: string): Refusal {
  try {
    parseStrictYaml(text);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('The text was read.');
}
