// Addresses between pages. They are relative, so that the portal works below any path and from a folder.

/** File of a page, from the root. */
export function fileOf(path: string): string {
  return `${path}.html`;
}

/** Path of the page that a link from the root names, such as `/api/` or `/problems/not_found#what`. */
export function pageOf(link: string): { path: string; hash: string } {
  const [, address = '', hash = ''] = /^\/([^#]*)(#.*)?$/.exec(link) ?? [];
  const path = address === '' || address.endsWith('/') ? `${address}index` : address;
  return { path, hash };
}

/** Whether a path from the root is a file of its own and no page. */
export function isFile(path: string): boolean {
  return /\.(?:css|js|json|md|svg|txt|xml)$/.test(path);
}

/** How a page refers to a file of the portal, both from the root. */
export function relativeTo(from: string, file: string): string {
  const here = from.split('/').slice(0, -1);
  const there = file.split('/');
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared += 1;
  return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/');
}

/** How a page refers to a link from the root: to a page by its file, to the page of a folder by the folder. */
export function hrefFrom(from: string, link: string): string {
  const { path, hash } = pageOf(link);
  if (isFile(path)) return `${relativeTo(from, path)}${hash}`;
  const file = relativeTo(from, fileOf(path));
  const folder = file.replace(/(^|\/)index\.html$/, '$1');
  return `${folder === '' ? './' : folder}${hash}`;
}

/** A page of which nobody knows below which path it is shown: each of its links begins with `/`, the root of the portal. */
export function fromRoot(text: string, from: string): string {
  return text.replaceAll(/(\s(?:href|src)=")(?![a-z]+:|#)([^"]*)/g, (_, before: string, link: string) => {
    const { pathname, hash } = new URL(link, `http://portal.test/${from}`);
    return `${before}${pathname}${hash}`;
  });
}
