// The catalogues of the two profiles, for tests. Not part of the package.
import { readFileSync } from 'node:fs';
import type { Catalogue } from './catalogue.ts';

function profile(name: string): Catalogue {
  const file = new URL(`../../../openapi/catalogue/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Catalogue;
}

export const HIKUBE = profile('hikube-1.1.2');
export const COZYSTACK = profile('cozystack-1.6.2');
