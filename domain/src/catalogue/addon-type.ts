// An add-on of the catalogue: what the platform offers, and what it needs.

/** What an object waits for; the shape of the contract's condition. */
export interface WaitingFor {
  readonly kind: 'Addon' | 'NodeGroup' | 'Node';
  /** An add-on id, `node-role.kubernetes.io/<role>`, or `gpu=on`. */
  readonly selector: string;
}

/** Where the platform's manifest keeps an add-on. */
export interface AddonManifest {
  /** Key under `spec.addons`. */
  readonly key: string;
  /** Helm sub-chart that values nest under; `null` when the platform reads no values. */
  readonly subChart: string | null;
}

/** An add-on of the catalogue. */
export interface AddonType {
  readonly id: string;
  /** This platform offers it. */
  readonly available: boolean;
  /** It cannot be disabled, only configured. */
  readonly alwaysOn: boolean;
  /** Versions that can be chosen, newest first; empty when the platform chooses. */
  readonly versions: readonly string[];
  readonly requires: readonly WaitingFor[];
  readonly options: string | null;
  /** It takes Helm values. */
  readonly valuesOverride: boolean;
  readonly displayName?: string;
  readonly description?: string;
  /** `service` when the platform has no such component and the service installs it. */
  readonly layer?: string;
  readonly manifest?: AddonManifest | null;
}
