// The path of a request as the log may have it. Whoever is known named his own objects. What a stranger put where a name
// belongs can be anything, a secret that slipped into the wrong place included: of his path the log keeps the words that
// are the API's own.
import { operationIds, operations } from '@hikube/openapi/operations';
import { BASE_PATH } from './router.ts';

// Longer ones name nothing that there is.
const PATH_MAX = 512;

const OF_THE_SERVICE = ['healthz', 'readyz', 'metrics', 'openapi.json'];
const WORDS: ReadonlySet<string> = new Set([
  '',
  BASE_PATH.slice(1),
  ...OF_THE_SERVICE,
  ...operationIds.flatMap((id) => operations[id].path.split('/').filter((part) => !part.startsWith('{'))),
]);

/** The path, with `*` for what only a known caller may have said. */
export function loggedPath(pathname: string, isKnown: boolean): string {
  const path = pathname.slice(0, PATH_MAX);
  if (isKnown) return path;
  return path
    .split('/')
    .map((part) => (WORDS.has(part) ? part : '*'))
    .join('/');
}
