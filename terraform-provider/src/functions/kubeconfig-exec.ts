// provider::hikube::kubeconfig_exec(cluster, uid, role)
import { checkClusterName } from '@hikube/domain';
import { defineFunction, FunctionError, objectFrom, parameter, types } from 'terraform-plugin';
import { KUBECONFIG_ROLES } from '../bridge/kubeconfig-roles.ts';

const UID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What `hikube kubeconfig save` writes, too; a test compares. */
export const kubeconfigExec = defineFunction({
  summary: 'The block with which a client of Kubernetes gets credentials from the command hikube.',
  description:
    'For the `exec` of the provider `kubernetes` or `helm`: `hikube`, which has to be on the `PATH` ([how to get it](https://github.com/hidora/hikube/blob/main/cli/README.md#get-it)), gives a credential that lives for minutes, so that none is in a state. It asks as the context of `hikube`, or with `HIKUBE_TOKEN`, and never for a later cluster of the same name.',
  parameters: [
    parameter('cluster', types.string, { description: 'Name of the cluster.' }),
    parameter('uid', types.string, { description: 'Its uid.' }),
    parameter('role', types.string, { description: 'What the client may do: `admin`, `edit` or `view`.' }),
  ],
  returns: types.object({ api_version: types.string, command: types.string, args: types.list(types.string) }),
  run: ([cluster, uid, role]) => {
    const [wrong] = checkClusterName(cluster);
    if (wrong !== undefined) throw new FunctionError(wrong.detail, 0);
    if (!UID.test(uid))
      throw new FunctionError(`${JSON.stringify(uid)} is not a uid; take that of the cluster.`, 1);
    if (!KUBECONFIG_ROLES.includes(role))
      throw new FunctionError(
        `${JSON.stringify(role)} is not a role; write one of ${KUBECONFIG_ROLES.join(', ')}.`,
        2,
      );
    const args = ['kubeconfig', 'exec', '--cluster', cluster, '--uid', uid, '--role', role];
    return objectFrom([
      ['api_version', 'client.authentication.k8s.io/v1'],
      ['command', 'hikube'],
      ['args', args],
    ]) as never;
  },
});
