// Where a cluster may begin: properties for three kinds of work, which what is written always wins over.
import { GpuType, InstanceType } from '../catalogue/names.ts';
import type { ClusterProps, PresetName } from '../props.ts';

/** A preset: any property but those that belong to one cluster. */
export type Preset = Omit<ClusterProps, 'name' | 'preset'>;

/** The properties of each preset. */
export const PRESETS: Readonly<Record<PresetName, Preset>> = Object.freeze({
  /** As little as works: one control plane, which does not survive the loss of a site, and small nodes. */
  development: {
    topology: 'development',
    nodeGroups: { default: { minReplicas: 1, maxReplicas: 3, instanceType: InstanceType.S1_MEDIUM } },
  },
  /** Survives the loss of a site, cannot be destroyed by mistake, and takes patches on Sunday nights. */
  production: {
    topology: 'production',
    deletionProtection: true,
    maintenance: {
      window: { days: ['sun'], startTime: '02:00', durationMinutes: 240 },
      autoPatch: true,
    },
    nodeGroups: { default: { minReplicas: 3, maxReplicas: 10, instanceType: InstanceType.S1_LARGE } },
    addons: { 'cert-manager': {}, monitoring: {} },
  },
  /** GPUs that stay awake (a group at zero does not wake up for a pod), beside nodes for everything else. */
  ml: {
    topology: 'production',
    nodeGroups: {
      system: { minReplicas: 2, maxReplicas: 5, instanceType: InstanceType.U1_LARGE },
      gpu: {
        minReplicas: 1,
        maxReplicas: 5,
        instanceType: InstanceType.U1_XLARGE,
        gpus: [GpuType.AD102GL_L40S],
      },
    },
    addons: { 'gpu-operator': {}, monitoring: {} },
  },
});

/**
 * The properties with those of their preset below them. A property replaces that of the preset whole: `nodeGroups`
 * takes the place of all groups of the preset, while `addNodeGroup` changes or adds one.
 * @throws Error when there is no such preset
 */
export function withPreset(props: ClusterProps): ClusterProps {
  if (props.preset === undefined) return props;
  if (!Object.hasOwn(PRESETS, props.preset)) {
    const names = Object.keys(PRESETS).join(', ');
    throw new Error(`There is no preset ${JSON.stringify(props.preset)}; choose one of ${names}.`);
  }
  // What is there but undefined was not written, so that `version: process.env.VERSION` takes the preset's.
  const written = Object.entries(props).filter(([, value]) => value !== undefined);
  return { ...PRESETS[props.preset], ...(Object.fromEntries(written) as unknown as ClusterProps) };
}
