/** The path of the root of a cluster's API. */
export function rootPath(uid: string): string {
  return `/clusters/${uid}`;
}
