// The ETag of a resource, computed from what was read: no second request is needed for a conditional write.

/**
 * ETag of a resource as it was read; hand it to `ifMatch` so that nobody's change is overwritten unseen.
 *
 * @example
 * const prod = await hikube.clusters.get('prod');
 * await hikube.clusters.update('prod', { labels: { team: 'shop' } }, { ifMatch: etag(prod) });
 */
export function etag(resource: { readonly uid: string; readonly generation: number }): string {
  return `"${resource.uid}.${resource.generation}"`;
}
