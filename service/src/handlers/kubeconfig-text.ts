// The kubeconfig file: written from a closed list of fields, so that it never runs a program and never reads a file.
import { toBase64 } from '../crypto.ts';
import type { Credential, Role } from '../platform/access.ts';

/** What a kubeconfig is written for. */
export interface KubeconfigFile {
  /** Name of the cluster. */
  readonly name: string;
  readonly role: Role;
  readonly credential: Credential;
}

/** YAML. Strings are written as JSON, which YAML reads as they are. */
export function kubeconfigText({ name, role, credential }: KubeconfigFile): string {
  const { server, serverName, certificateAuthority, token } = credential;
  const authority = toBase64(new TextEncoder().encode(certificateAuthority));
  const user = `${name}-${role}`;
  return [
    'apiVersion: v1',
    'kind: Config',
    'clusters:',
    `  - name: ${quoted(name)}`,
    '    cluster:',
    `      server: ${quoted(server)}`,
    ...(serverName === undefined ? [] : [`      tls-server-name: ${quoted(serverName)}`]),
    `      certificate-authority-data: ${quoted(authority)}`,
    'users:',
    `  - name: ${quoted(user)}`,
    '    user:',
    `      token: ${quoted(token)}`,
    'contexts:',
    `  - name: ${quoted(name)}`,
    '    context:',
    `      cluster: ${quoted(name)}`,
    `      user: ${quoted(user)}`,
    `current-context: ${quoted(name)}`,
    'preferences: {}',
    '',
  ].join('\n');
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
