// What a cluster and each of its namespaces have from their first moment, before anybody gives them a uid.
import roles from '../../generated/roles.gen.js';
import { namespaces } from '../behaviour/namespaces.ts';
import type { KubernetesObject } from '../kinds/object.ts';

/** An object that is there without anybody having made it. */
export interface InitialObject {
  /** As storages name it, such as `clusterroles.rbac.authorization.k8s.io`. */
  readonly resource: string;
  readonly object: KubernetesObject;
}

const ROOT_CA = 'kube-root-ca.crt';
const DESCRIPTION =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';

/** The roles and bindings of every cluster. Must not be changed. */
export function initialRoles(): readonly InitialObject[] {
  return roles as unknown as InitialObject[];
}

/** A namespace as it is when nobody has changed it. */
export function namespaceObject(name: string): KubernetesObject {
  const object: KubernetesObject = { kind: 'Namespace', apiVersion: 'v1', metadata: { name } };
  namespaces.default?.(object);
  namespaces.prepareCreate?.(object);
  return object;
}

export function serviceAccount(namespace: string): KubernetesObject {
  return { kind: 'ServiceAccount', apiVersion: 'v1', metadata: { name: 'default', namespace } };
}

/** @param certificate PEM that is trusted */
export function rootCertificate(namespace: string, certificate: string): KubernetesObject {
  return {
    kind: 'ConfigMap',
    apiVersion: 'v1',
    metadata: { name: ROOT_CA, namespace, annotations: { 'kubernetes.io/description': DESCRIPTION } },
    data: { 'ca.crt': certificate },
  };
}

/** A namespace, and what is in it from its first moment. @param certificate as `rootCertificate` of the server */
export function namespaceObjects(name: string, certificate: string): readonly InitialObject[] {
  return [
    { resource: 'namespaces', object: namespaceObject(name) },
    { resource: 'serviceaccounts', object: serviceAccount(name) },
    { resource: 'configmaps', object: rootCertificate(name, certificate) },
  ];
}
