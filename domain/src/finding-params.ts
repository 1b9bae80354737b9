// What a rule found, as values: for whoever says it in words of his own, such as those of another language. Every sentence
// that a form can meet while somebody types has them.

/** What a group can say of its nodes on some platforms only. */
export type NodeSetting = 'labels' | 'taints' | 'rollout' | 'storageClass' | 'kubelet' | 'healthCheck';

/** The values that the sentence of a finding names, by its code. Texts are cut and escaped as in the sentence. */
export interface FindingParams {
  readonly invalid_name: { readonly of: 'cluster' | 'nodeGroup'; readonly name: string };
  readonly name_too_long: {
    readonly of: 'cluster' | 'clusterAndNodeGroup';
    readonly length: number;
    readonly most: number;
  };
  readonly invalid_type: { readonly expects: 'integer'; readonly field: string; readonly value: string };
  readonly out_of_range:
    | { readonly field: string; readonly least: number; readonly value: number }
    | { readonly field: string; readonly above: 0; readonly value: string }
    | { readonly rule: 'softAboveHard'; readonly hard: string; readonly soft: string }
    | { readonly rule: 'somethingLeft'; readonly kept: 'cpu' | 'memory' };
  readonly min_above_max: { readonly min: number; readonly max: number };
  readonly unknown_version: { readonly version: string };
  readonly unknown_site: { readonly site: string };
  readonly unknown_instance_type: { readonly instanceType: string };
  readonly unknown_storage_class: { readonly storageClass: string };
  readonly unknown_gpu_type: { readonly gpuType: string };
  readonly gpu_memory_too_small: { readonly least: string };
  readonly invalid_role: { readonly role: string; readonly most: number };
  /** With two that could stand there. */
  readonly invalid_quantity: { readonly value: string; readonly small: string; readonly large: string };
  readonly invalid_value:
    | {
        readonly expects: 'hostName' | 'gitRepository' | 'memoryThreshold' | 'nodesOrShare';
        readonly value: string;
      }
    | { readonly expects: 'thresholdsOfOneKind'; readonly hard: string; readonly soft: string };
  readonly invalid_duration: { readonly field: string; readonly least: string; readonly value: string };
  readonly capability_missing: { readonly setting: NodeSetting };
  readonly quota_exceeded: { readonly resource: string; readonly limit: string; readonly needed: string };
}

/** A code whose findings can have values. */
export type CodeWithParams = keyof FindingParams;
