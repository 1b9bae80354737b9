// Keys of maps in references.

/**
 * The key for `get()` of a map in an L1 construct: `cluster.nodeGroups.get(mapKey('web'))`. An engine writes a key
 * into the reference as it is, and Terraform refuses `node_groups[web]`; it wants `node_groups["web"]`.
 */
export function mapKey(key: string): string {
  return JSON.stringify(key).replaceAll(/[$%](?=\{)/g, '$&$&');
}
