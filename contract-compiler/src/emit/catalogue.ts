// catalogue.gen.ts: names that an editor can complete. They are hints: a platform may offer more than this package knows.
import type { LoadedContract } from '../contract.ts';
import { CATALOGUE_PROFILE } from '../read/files.ts';
import { docComment, HEADER, literal } from '../read/text.ts';

type Entry = Record<string, unknown>;

/** Each list of names: where it is in the catalogue, which property names an entry, and what it is called. */
const LISTS = [
  { list: 'sites', key: 'id', constant: 'siteIds', type: 'SiteId', doc: 'Id of a site.' },
  {
    list: 'kubernetesVersions',
    key: 'minor',
    constant: 'kubernetesMinors',
    type: 'KubernetesMinor',
    doc: 'Kubernetes minor version, oldest first.',
  },
  {
    list: 'instanceTypes',
    key: 'name',
    constant: 'instanceTypeNames',
    type: 'InstanceTypeName',
    doc: 'Name of an instance type.',
  },
  {
    list: 'gpuTypes',
    key: 'name',
    constant: 'gpuTypeNames',
    type: 'GpuTypeName',
    doc: 'Device name of a GPU.',
  },
  {
    list: 'storageClasses',
    key: 'name',
    constant: 'storageClassNames',
    type: 'StorageClassName',
    doc: 'Name of a storage class.',
  },
  { list: 'addons', key: 'id', constant: 'addonIds', type: 'AddonId', doc: 'Id of an add-on.' },
] as const;

/** Names of each list of the catalogue. */
export type CatalogueNames = Readonly<Record<string, readonly string[]>>;

/** The names that were known when this was generated, by list. */
export function catalogueNames(catalogue: LoadedContract['catalogue']): CatalogueNames {
  const lists = catalogue as Readonly<Record<string, Entry[]>>;
  return Object.fromEntries(
    LISTS.map(({ list, key }) => [list, (lists[list] ?? []).map((entry) => String(entry[key]))]),
  );
}

/** Constants with the names of the catalogue, and open unions that suggest them. */
export function emitCatalogue(known: CatalogueNames): string {
  const parts = LISTS.map(({ list, constant, type, doc }) => {
    const names = known[list] ?? [];
    return `
${docComment(`${doc} Known when this package was made: \`${CATALOGUE_PROFILE}\`.`)}export const ${constant} = ${literal(names)} as const;

${docComment(`${doc} Suggests what was known when this package was made; any other name is accepted, the service decides.`)}export type ${type} = (typeof ${constant})[number] | (string & {});
`;
  });
  return HEADER + parts.join('');
}
