// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform writes its references so.
import { expect, test } from 'vitest';
import { cli, constructs, hcl, sdk } from './languages.ts';

const CLUSTER = {
  name: 'my-shop',
  version: '1.35',
  labels: { 'example.org/team': 'a"b' },
  nodeGroups: {
    'web-1': { minReplicas: 2, maxReplicas: 10, instanceType: 's1.large', roles: ['ingress-nginx'] },
    ml: { minReplicas: 0, maxReplicas: 5, gpus: [{ name: 'nvidia.com/AD102GL_L40S' }] },
  },
  addons: { 'cert-manager': {}, velero: { valuesOverride: { note: '${HOME}', keepAll: true } } },
};

test('HCL has the names of the provider, and what is no name in quotes', () => {
  expect(hcl(CLUSTER)).toBe(`resource "hikube_kubernetes_cluster" "my_shop" {
  name    = "my-shop"
  version = "1.35"
  labels  = { "example.org/team" = "a\\"b" }
  node_groups = {
    web-1 = {
      min_replicas  = 2
      max_replicas  = 10
      instance_type = "s1.large"
      roles         = ["ingress-nginx"]
    }
    ml = {
      min_replicas = 0
      max_replicas = 5
      gpus         = [{ name = "nvidia.com/AD102GL_L40S" }]
    }
  }
  addons = {
    cert-manager = {}
    velero = {
      values_override = jsonencode({ note = "$\${HOME}", keepAll = true })
    }
  }
}
`);
});

test('the SDK takes the body as it is', () => {
  expect(sdk(CLUSTER)).toContain(`    'web-1': {
      minReplicas: 2,`);
  expect(sdk(CLUSTER)).toContain(`  labels: { 'example.org/team': 'a"b' },`);
});

test('cards are texts to the constructs', () => {
  expect(constructs(CLUSTER)).toContain("gpus: ['nvidia.com/AD102GL_L40S']");
});

test('a text that Terraform would evaluate stands beside the construct, and Helm values stand in it', () => {
  const text = constructs({ ...CLUSTER, displayName: 'It is ${mine}' });
  expect(text).toContain(
    "import { TerraformLocal } from 'cdktn';\n\nconst text1 = new TerraformLocal(stack, 'my-shop-text1', 'It is $${mine}');\n",
  );
  expect(text).toContain('displayName: text1.asString,');
  expect(text).toContain("note: '${HOME}'");
  expect(constructs(CLUSTER)).not.toContain('TerraformLocal');
});

test('a quote in a text ends no text', () => {
  expect(sdk({ name: 'a', displayName: 'it\'s \\ "so"' })).toContain(`displayName: 'it\\'s \\\\ "so"'`);
});

test('a terminal gets the manifest', () => {
  expect(cli('kind: Kubernetes\n')).toBe("hikube apply --yes -f - <<'YAML'\nkind: Kubernetes\nYAML\n");
});

test.each([
  ['Bad Name', 'Bad_Name'],
  ['9 "lives"', '_9__lives_'],
  ['été', '_t_'],
])('HCL stays HCL while the name %j is none of a cluster', (name, label) => {
  expect(hcl({ name, version: '1.35' })).toContain(`resource "hikube_kubernetes_cluster" "${label}" {\n`);
});
