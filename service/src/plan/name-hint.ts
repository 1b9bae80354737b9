// The name that a key of a map was probably meant to be: `cert_manager` and `certManager` are other tools' spellings of it.
import { isDnsLabel, pointerTokens } from '@hikube/domain';

/** Maps whose keys are names of objects; keys of labels may look otherwise. */
const NAMED: ReadonlySet<string> = new Set(['nodeGroups', 'addons']);

/** A question to put behind the refusal of a key; empty when nothing was probably meant. */
export function nameHint(pointer: string): string {
  const [map = '', key = '', ...deeper] = pointerTokens(pointer) ?? [];
  if (!NAMED.has(map) || deeper.length > 0) return '';
  const meant = key
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
  return meant !== key && isDnsLabel(meant) ? ` Did you mean ${meant}?` : '';
}
