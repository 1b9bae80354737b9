// The same cluster in four languages. What one of them cannot say, it says so in a comment.
import type { ClusterCreate } from '@hikube/sdk';
import { entries, type Grammar, literal } from './literal.ts';

const MAPS: ReadonlySet<string> = new Set(['nodeGroups', 'addons', 'labels', 'issuers']);

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const isWord = (name: string) => /^[A-Za-z_]\w*$/.test(name);
const isHclWord = (name: string) => /^[A-Za-z_][\w-]*$/.test(name);
// Terraform reads ${ and %{ in a text as the beginning of an expression.
const escaped = (text: string) => text.replaceAll(/[$%](?=\{)/g, '$&$&');
const hclText = (text: string) => escaped(JSON.stringify(text));
const scriptText = (text: string) =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

// Helm values are JSON: their keys are as their chart has them.
const JSON_IN_HCL: Grammar = {
  key: (key) => (isHclWord(key) ? key : hclText(key)),
  text: hclText,
  assign: ' = ',
  aligns: true,
  end: '',
  maps: new Set(),
};

const HCL: Grammar = {
  key: (key, isMapKey) => (isMapKey ? (isHclWord(key) ? key : hclText(key)) : snake(key)),
  text: hclText,
  assign: ' = ',
  aligns: true,
  end: '',
  maps: MAPS,
  special: (field, value, indent) =>
    field === 'valuesOverride' ? `jsonencode(${literal(JSON_IN_HCL, value, indent)})` : undefined,
};

const SCRIPT: Grammar = {
  key: (key) => (isWord(key) ? key : scriptText(key)),
  text: scriptText,
  assign: ': ',
  end: ',',
  maps: MAPS,
};

// A card is a text to the constructs.
const CONSTRUCTS: Grammar = {
  ...SCRIPT,
  special(field, value, indent) {
    if (field === 'valuesOverride') return literal(SCRIPT, value, indent);
    if (field !== 'gpus' || !Array.isArray(value)) return undefined;
    const names = value.map(({ name }: { readonly name: string }) => name);
    return literal(SCRIPT, names, indent);
  },
};

/** For Terraform and OpenTofu. */
export function hcl(cluster: ClusterCreate): string {
  const label = labelOf(cluster.name);
  return `resource "hikube_kubernetes_cluster" "${label}" {\n${entries(HCL, cluster, '  ').join('\n')}\n}\n`;
}

/** What Terraform takes for a name of its own, also of a text that is no name of a cluster yet. */
function labelOf(name: string): string {
  const label = name.replaceAll(/[^A-Za-z0-9_]/g, '_');
  return /^[A-Za-z_]/.test(label) ? label : `_${label}`;
}

/** For the SDK. */
export function sdk(cluster: ClusterCreate): string {
  return [
    "import { createClient } from '@hikube/sdk';\n",
    'const hikube = createClient(); // reads HIKUBE_ENDPOINT and HIKUBE_TOKEN',
    `const cluster = await hikube.clusters.create({\n${entries(SCRIPT, cluster, '  ').join('\n')}\n});`,
    'console.log(cluster.endpoint);\n',
  ].join('\n');
}

/** For the constructs. */
export function constructs(cluster: ClusterCreate): string {
  // Terraform would evaluate such a text in a construct: it stands beside it, as Terraform writes it, and is referred to.
  const locals = new Map<string, string>();
  const text = (value: string) => {
    if (!/[$%]\{/.test(value)) return scriptText(value);
    if (!locals.has(value)) locals.set(value, `text${locals.size + 1}`);
    return `${locals.get(value)}.asString`;
  };
  const body = entries({ ...CONSTRUCTS, text }, cluster, '  ').join('\n');
  const lines = [...locals].map(([value, name]) => {
    const id = scriptText(`${cluster.name}-${name}`);
    return `const ${name} = new TerraformLocal(stack, ${id}, ${scriptText(escaped(value))});`;
  });
  return [
    "import { KubernetesCluster } from '@hikube/cdktf-provider';",
    ...(lines.length === 0 ? [] : ["import { TerraformLocal } from 'cdktn';"]),
    '',
    ...lines,
    `new KubernetesCluster(stack, ${scriptText(cluster.name)}, {\n${body}\n});\n`,
  ].join('\n');
}

/** For a terminal: the manifest goes in by a pipe, so that no file is left over, and nobody is there to be asked. */
export function cli(manifest: string): string {
  return `hikube apply --yes -f - <<'YAML'\n${manifest.trimEnd()}\nYAML\n`;
}
