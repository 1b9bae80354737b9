// What the surfaces of both engines share.
export { AddonId, GpuType, InstanceType, KubernetesVersion, StorageClass } from './catalogue/names.ts';
export type { AddonAttributes, NodeGroupAttributes } from './constructs/engine.ts';
export { mapKey } from './constructs/map-key.ts';
export { PRESETS, type Preset } from './constructs/presets.ts';
export type * from './props.ts';
