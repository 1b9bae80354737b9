// A sample of curl as the request that it sends, so that a reader can press what is printed.
import type { Trial } from '../browser/emulator/trial.ts';

/** Reads a sample; undefined for one that is written in another way than the samples of the contract. */
export function requestOf(sample: string): Trial | undefined {
  const [, url] = /"\$HIKUBE_ENDPOINT(\/[^"]*)"/.exec(sample) ?? [];
  if (url === undefined) return undefined;
  const [, method = 'GET'] = /--request ([A-Z]+)/.exec(sample) ?? [];
  const headers = [...sample.matchAll(/--header '([^:']+): ([^']+)'/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
  const [, here] = /--data(?:-binary)? '([^']*)'/s.exec(sample) ?? [];
  const [, document] = /<<(?:\w+)\n(.*?)\n[A-Z]+$/s.exec(sample) ?? [];
  const body = here ?? document;
  return {
    method,
    path: url,
    headers: Object.fromEntries(headers),
    ...(body === undefined ? {} : { body: undent(body) }),
  };
}

/** Without the margin that the lines behind the first one have in a command. */
function undent(text: string): string {
  const margin = /\n( +)\S[^\n]*$/.exec(text)?.[1]?.length ?? 0;
  return margin === 0 ? text : text.replaceAll(new RegExp(`\\n {1,${margin}}`, 'g'), '\n');
}
