// Three kinds of work on one cluster: web servers behind an ingress, machine learning on GPUs, and production loads.
import { AddonId, GpuType, HikubeProvider, InstanceType, KubernetesCluster } from '@hikube/cdktf-provider';
import { App, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktn';

const app = new App();
const stack = new TerraformStack(app, 'quickstart');
// Beside this file, because a synth may write its folder anew.
new LocalBackend(stack, { path: '../../../terraform.tfstate' });

// Reads HIKUBE_ENDPOINT and HIKUBE_TOKEN.
new HikubeProvider(stack, 'hikube');

const version = new TerraformVariable(stack, 'kubernetes_version', {
  description: 'Kubernetes minor version. The platform chooses the patch.',
  type: 'string',
  default: '1.34', // so that an upgrade to 1.35 can be tried
});

const cluster = new KubernetesCluster(stack, 'main', {
  name: 'quickstart',
  version: version.stringValue,
  storageClass: 'replicated',
});
cluster.addNodeGroup('web', {
  minReplicas: 2,
  maxReplicas: 10,
  instanceType: InstanceType.S1_LARGE,
  roles: ['ingress-nginx'],
});
cluster.addNodeGroup('ml', {
  minReplicas: 1,
  maxReplicas: 5,
  instanceType: InstanceType.U1_XLARGE,
  gpus: [GpuType.AD102GL_L40S],
});
cluster.addNodeGroup('production', {
  minReplicas: 3,
  maxReplicas: 20,
  instanceType: InstanceType.M1_LARGE,
});
const { CERT_MANAGER, FLUX, GPU_OPERATOR, INGRESS_NGINX, MONITORING } = AddonId;
for (const addon of [CERT_MANAGER, INGRESS_NGINX, FLUX, MONITORING, GPU_OPERATOR]) cluster.enableAddon(addon);

new TerraformOutput(stack, 'endpoint', {
  description: 'Address of the API server; it stays the same for the life of the cluster.',
  value: cluster.endpoint,
});
new TerraformOutput(stack, 'dns_records', {
  description: 'Records to create so that the address resolves.',
  value: cluster.resource.network.dnsRecords,
});
new TerraformOutput(stack, 'sites', {
  description: 'Sites over which the cluster spans.',
  value: cluster.sites,
});

app.synth();
