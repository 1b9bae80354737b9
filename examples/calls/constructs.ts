// What the constructs write, operation by operation. The contract shows the parts between `sample` and `end`; the whole is
// synthesised and applied by test/examples/calls.test.ts, so that a part that stops working is noticed.
import { HikubeProvider, InstanceType, KubernetesCluster } from '@hikube/cdktf-provider';
import { App, LocalBackend, TerraformStack } from 'cdktn';

const app = new App();
const stack = new TerraformStack(app, 'calls');
// Beside what is synthesised, because a synth may write its folder anew.
new LocalBackend(stack, { path: '../../../terraform.tfstate' });
new HikubeProvider(stack, 'hikube'); // reads HIKUBE_ENDPOINT and HIKUBE_TOKEN

// sample createCluster updateCluster deleteCluster
const cluster = new KubernetesCluster(stack, 'prod', { name: 'prod', version: '1.34' });
// end

// sample createNodeGroup updateNodeGroup deleteNodeGroup
cluster.addNodeGroup('web', { minReplicas: 2, maxReplicas: 5, instanceType: InstanceType.S1_LARGE });
// end

// sample putAddon deleteAddon
cluster.enableAddon('cert-manager');
// end

const staged = new KubernetesCluster(stack, 'staged', { name: 'staged', initialVersion: '1.34' });

// sample createVersionUpgrade cancelVersionUpgrade
staged.scheduleUpgrade({ targetVersion: '1.35' });
// end

app.synth();
