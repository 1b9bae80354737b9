// Manifests as Hikube's documentation has shown them, each of its age: what a person would copy.

/** A manifest, and what is told about it: `code pointer`. */
export interface DocumentedManifest {
  readonly text: string;
  readonly told: readonly string[];
}

const FRAME = 'apiVersion: apps.cozystack.io/v1alpha1\nkind: Kubernetes\nmetadata:\n  name: prod\n';

/** The manifests by what is special about them. */
export const DOCUMENTED: Readonly<Record<string, DocumentedManifest>> = {
  'version 1.30.3': {
    text: `${FRAME}spec:\n  version: "1.30.3"\n`,
    told: ['normalised /spec/version'],
  },
  'version v1.30.0': {
    text: `${FRAME}spec:\n  version: "v1.30.0"\n  controlPlane:\n    replicas: 3\n`,
    told: ['normalised /spec/version'],
  },
  'version v1.35, disk under its new name': {
    text: `${FRAME}spec:
  version: v1.35
  nodeGroups:
    md0: {minReplicas: 0, maxReplicas: 3, instanceType: u1.medium, diskSize: 30Gi}
`,
    told: [],
  },
  'a quick start with resources: {}': {
    text: `${FRAME}spec:
  controlPlane:
    replicas: 2
  nodeGroups:
    general:
      minReplicas: 1
      maxReplicas: 5
      instanceType: "s1.large"
      ephemeralStorage: 50Gi
      resources: {}
      roles:
        - ingress-nginx
  storageClass: "replicated"
  addons:
    certManager:
      enabled: true
    ingressNginx:
      enabled: true
      hosts:
        - shop.example.ch
`,
    told: [],
  },
  'no resources, a namespace, labels, flat values': {
    text: `apiVersion: apps.cozystack.io/v1alpha1
kind: Kubernetes
metadata:
  name: prod
  namespace: acme-prod
  labels:
    environment: production
    auto-cleanup: "7d"
spec:
  host: "k8s.example.ch"
  nodeGroups:
    web:
      minReplicas: 1
      maxReplicas: 3
      instanceType: "s1.large"
      ephemeralStorage: 50Gi
      roles: []
  addons:
    certManager:
      enabled: true
      valuesOverride:
        prometheus:
          enabled: true
    fluxcd:
      enabled: true
      valuesOverride:
        gitRepository:
          url: "https://git.example.ch/clusters"
          branch: "main"
    monitoringAgents:
      enabled: true
      valuesOverride:
        fluentbit:
          enabled: true
        dcgmExporter:
          enabled: true
`,
    told: [
      'ignored /metadata/namespace',
      'moved /spec/addons/certManager/valuesOverride/prometheus',
      'ignored /spec/addons/monitoringAgents/valuesOverride/dcgmExporter',
    ],
  },
  'kamajiControlPlane and everything switched off': {
    text: `${FRAME}spec:
  addons:
    certManager: {enabled: true, valuesOverride: {}}
    fluxcd: {enabled: false, valuesOverride: {}}
    ingressNginx: {enabled: true, hosts: [null], valuesOverride: {}}
    monitoringAgents: {enabled: false, valuesOverride: {}}
    verticalPodAutoscaler: {valuesOverride: {}}
  controlPlane:
    replicas: 3
  host:
  kamajiControlPlane:
    addons:
      konnectivity:
        server: {resources: {}, resourcesPreset: small}
    apiServer: {resources: {}, resourcesPreset: small}
  nodeGroups:
    md0:
      ephemeralStorage: 30Gi
      instanceType: u1.large
      maxReplicas: 6
      minReplicas: 3
      resources:
        cpu: ""
        memory: ""
      roles:
      - ingress-nginx
  storageClass: replicated
`,
    told: [
      'moved /spec/kamajiControlPlane',
      'ignored /spec/kamajiControlPlane/apiServer/resourcesPreset',
      'ignored /spec/kamajiControlPlane/addons/konnectivity/server/resourcesPreset',
      'ignored /spec/addons/ingressNginx/hosts/0',
      'normalised /spec/nodeGroups/md0/resources',
    ],
  },
  'nodeGroup, an object as disk, a flavour of another cloud': {
    text: `${FRAME}spec:
  nodeGroup:
    general:
      ephemeralStorage:
        size: 100Gi
      gpus:
        - name: nvidia.com/AD102GL_L40S
      instanceType: m5.large
      maxReplicas: 5
      minReplicas: 2
`,
    told: [
      'moved /spec/nodeGroup',
      'normalised /spec/nodeGroup/general/ephemeralStorage/size',
      'normalised /spec/nodeGroup/general/instanceType',
    ],
  },
  'plugins, camel-case values, a class that never was': {
    text: `${FRAME}spec:
  storageClass: "fast-ssd"
  plugins:
    gpu-operator:
      enabled: true
  addons:
    coredns:
      valuesOverride:
        corends:
          replicaCount: 2
    certManager:
      enabled: true
      valuesOverride:
        certManager:
          installCRDs: true
`,
    told: [
      'normalised /spec/storageClass',
      'moved /spec/plugins/gpu-operator',
      'moved /spec/addons/coredns/valuesOverride/corends',
      'moved /spec/addons/certManager/valuesOverride/certManager',
    ],
  },
  'no metadata, unknown elements': {
    text: `apiVersion: apps.cozystack.io/v1alpha1
kind: Kubernetes
spec:
  replicas: 5
  networking:
    cni: cilium
  backup:
    schedule: "0 2 * * *"
`,
    told: [
      'normalised /metadata/name',
      'ignored /spec/replicas',
      'ignored /spec/networking',
      'ignored /spec/backup',
    ],
  },
};
