// Pages of the Terraform provider, from the ones that it brings for the registry.
import type { Document } from '../prose/document.ts';

const GROUPS: Readonly<Record<string, string>> = {
  resources: 'Resources',
  'data-sources': 'Data sources',
  'ephemeral-resources': 'Ephemeral resources',
  functions: 'Functions',
};

/**
 * A document for each page of the provider.
 * @param files text of each by its path below `terraform-provider/docs/`
 */
export function terraformDocuments(files: ReadonlyMap<string, string>): readonly Document[] {
  const order = [
    'index.md',
    ...Object.keys(GROUPS).flatMap((folder) =>
      [...files.keys()].filter((file) => file.startsWith(`${folder}/`)),
    ),
  ];
  return order.map((file) => {
    const [folder = ''] = file.split('/');
    const name = file.replace(/\.md$/, '').replace(/.*\//, '');
    const full = folder === 'functions' ? `provider::hikube::${name}` : `hikube_${name}`;
    const isIndex = file === 'index.md';
    return {
      file: `terraform-provider/docs/${file}`,
      text: files.get(file) ?? '',
      path: `terraform/${file.replace(/\.md$/, '')}`,
      section: 'terraform',
      group: isIndex ? '' : (GROUPS[folder] ?? folder),
      language: 'en',
      shortTitle: isIndex ? 'Provider' : full.replace(/^hikube_kubernetes_|^provider::hikube::/, ''),
      keywords: isIndex
        ? ['Terraform', 'OpenTofu', 'provider', 'hidora/hikube', 'HCL']
        : [full, name, folder.replace(/s$/, '')],
    };
  });
}
