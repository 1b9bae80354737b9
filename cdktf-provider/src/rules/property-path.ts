// Names a property as one writes it in TypeScript: `nodeGroups.web.minReplicas`.
import { type Finding, pointerTokens } from '@hikube/domain';

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
const INDEX = /^[0-9]+$/;

/** The property that a JSON pointer into the API's form of the props means. */
export function propertyPath(pointer: string): string {
  const tokens = pointerTokens(pointer) ?? [];
  // A card is an object in the API and a name in the props.
  const written = tokens.at(-3) === 'gpus' && tokens.at(-1) === 'name' ? tokens.slice(0, -1) : tokens;
  return written.map(step).join('').replace(/^\./, '');
}

function step(token: string): string {
  if (INDEX.test(token)) return `[${token}]`;
  return IDENTIFIER.test(token) ? `.${token}` : `[${JSON.stringify(token)}]`;
}

/** A finding as one line: the property, and what to do about it. */
export function sentence({ pointer, detail }: Finding): string {
  const path = propertyPath(pointer);
  return path === '' ? detail : `${path}: ${detail}`;
}
