// Addresses that lead on: as `_redirects`, which hosts of static files read, and the service, too.
import { pageOf } from '../render/links.ts';

/** Pages by the addresses that lead to them, both from the root and without an ending; the page of a folder ends with a slash. */
export type Redirects = Readonly<Record<string, string>>;

/**
 * The file: a line for each way to write an address.
 * @throws Error for an address that is a page, and for one that leads to none
 */
export function redirectsText(redirects: Redirects, paths: ReadonlySet<string>): string {
  const lines = Object.entries(redirects).flatMap(([from, to]) => {
    const target = pageOf(to);
    if (!paths.has(target.path)) throw new Error(`redirects.yaml: ${from} leads to ${to}, which is no page.`);
    if (paths.has(pageOf(from).path))
      throw new Error(`redirects.yaml: ${from} is a page; it cannot lead on.`);
    if (!/^\/[\w/-]+\w$/.test(from)) throw new Error(`redirects.yaml: ${from} is no address of a page.`);
    return [`${from} ${to} 301`, `${from}.html ${to} 301`, `${from}.md /${target.path}.md 301`];
  });
  return `${lines.join('\n')}\n`;
}
