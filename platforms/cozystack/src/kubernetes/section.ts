// Reading the maps of a kubeconfig.
import { isObject } from '@hikube/domain';

/** A kubeconfig that cannot be used, with a sentence for whoever wrote it. */
export class KubeconfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KubeconfigError';
  }
}

/** A map of a kubeconfig. */
export type Section = Readonly<Record<string, unknown>>;

/** The maps of a list; none where something else stands there. */
export function entriesOf(config: Section, list: string): readonly Section[] {
  const entries = config[list];
  return Array.isArray(entries) ? (entries as readonly unknown[]).filter(isObject) : [];
}

/** @throws KubeconfigError for a number or a date, which would be left out without a word */
export function textAt(section: Section, key: string): string | undefined {
  const value = section[key];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw new KubeconfigError(`The ${key} of the kubeconfig is no text: put it in quotes.`);
}
