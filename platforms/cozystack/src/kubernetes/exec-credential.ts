// The part of a kubeconfig that names a command which prints a credential.
import { isObject } from '@hikube/domain';
import { entriesOf, KubeconfigError, type Section, textAt } from './section.ts';

/** A command that prints a credential. */
export interface ExecCredential {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What to do when the command is not there, in the words of whoever wrote the kubeconfig. */
  readonly installHint?: string;
  /** What the command is told of the server; absent when it does not want to know. */
  readonly cluster?: Readonly<Record<string, unknown>>;
}

/** Of an entry of `extensions` that is meant for the command. */
const EXTENSION = 'client.authentication.k8s.io/exec';

/** @throws KubeconfigError for one that kubectl would not run either, or that needs somebody at a terminal */
export function execOf(user: Section, cluster: Section, userName: string): ExecCredential | undefined {
  const exec = user['exec'];
  if (!isObject(exec)) return undefined;
  const [command, apiVersion] = [textAt(exec, 'command'), textAt(exec, 'apiVersion')];
  if (command === undefined || !/^client\.authentication\.k8s\.io\/v1(beta1)?$/.test(apiVersion ?? ''))
    throw new KubeconfigError(
      `The exec of the user "${userName}" needs a command, and apiVersion client.authentication.k8s.io/v1 or v1beta1.`,
    );
  if (exec['interactiveMode'] === 'Always')
    throw new KubeconfigError(
      `The exec of the user "${userName}" has interactiveMode Always, and nobody is asked here: use a credential that needs no terminal.`,
    );
  const args = Array.isArray(exec['args']) ? exec['args'].map(String) : [];
  const installHint = textAt(exec, 'installHint');
  return {
    command,
    apiVersion: apiVersion!,
    args,
    env: Object.fromEntries(
      entriesOf(exec, 'env').map((each) => [String(each['name']), String(each['value'] ?? '')]),
    ),
    ...(installHint !== undefined && { installHint }),
    ...(exec['provideClusterInfo'] === true && { cluster: clusterInfo(cluster) }),
  };
}

const TOLD = ['server', 'tls-server-name', 'certificate-authority-data', 'proxy-url'];

/** As kubectl tells it. The content of an authority in a file is added by whoever reads files. */
function clusterInfo(cluster: Section): Section {
  const told = TOLD.filter((key) => cluster[key] !== undefined).map((key) => [key, cluster[key]] as const);
  const config = entriesOf(cluster, 'extensions').find(({ name }) => name === EXTENSION)?.['extension'];
  return { ...Object.fromEntries(told), ...(config !== undefined && { config }) };
}
