// Options of flux: the git repository that the cluster follows.
import { error, errorWith, type Finding } from '../finding.ts';
import { at } from '../values/pointer.ts';
import { checkObject, checkString, isAbsent, type JsonObject, show, showBare } from '../values/read.ts';

const SCHEMES: readonly string[] = ['https://', 'ssh://'];
// The rule of the contract, for those who come without it: no short form of ssh, no blanks, no control characters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
const ADDRESS = /^(https|ssh):\/\/[^\x00-\x20\x7f-\x9f]+$/;

/** Checks `options.flux`. */
export function checkFluxOptions(options: JsonObject, pointer: string): readonly Finding[] {
  const place = at(pointer, 'gitRepository');
  return checkObject(options['gitRepository'], place, 'gitRepository', (repository) => {
    const urlPointer = at(place, 'url');
    if (isAbsent(repository['url'])) {
      return [error(urlPointer, 'option_missing', 'gitRepository needs the url of the repository.')];
    }
    return checkString(repository['url'], urlPointer, 'gitRepository.url', (url) =>
      checkUrl(url, urlPointer),
    );
  });
}

function checkUrl(url: string, pointer: string): readonly Finding[] {
  if (holdsCredentials(url)) {
    const detail =
      'gitRepository.url holds credentials, which everybody who reads the cluster would see; leave them out, and give them to flux in a Secret of the cluster.';
    return [error(pointer, 'invalid_value', detail)];
  }
  if (ADDRESS.test(url)) return [];
  const detail = `${show(url)} is not an address that flux can follow; write one such as https://git.example.com/team/repository.git or ssh://git@git.example.com/team/repository.git.`;
  const params = { expects: 'gitRepository', value: showBare(url) } as const;
  return [errorWith(params, pointer, 'invalid_value', detail, SCHEMES)];
}

/** Whether something secret stands before the host: with ssh a name alone is none, with HTTPS it is often a token. */
function holdsCredentials(url: string): boolean {
  const [, scheme, authority = ''] = /^([a-z]+):\/\/([^/?#]*)/i.exec(url) ?? [];
  const end = authority.lastIndexOf('@');
  if (end === -1) return false;
  return scheme?.toLowerCase() !== 'ssh' || authority.slice(0, end).includes(':');
}
