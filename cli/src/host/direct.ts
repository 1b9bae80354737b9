// The API in this process. It brings a whole service along, which is read only when somebody works without one.
import type { DirectAccess } from '../config/direct.ts';
import type { DirectApi, Host } from './host.ts';

export async function openDirect(
  { kubeconfig, kubeContext, namespace }: DirectAccess,
  environment: Host['environment'],
): Promise<DirectApi> {
  const { connect } = await import('@hikube/direct');
  return connect({
    kubeconfig,
    namespace,
    environment,
    ...(kubeContext === '' ? {} : { context: kubeContext }),
  });
}
