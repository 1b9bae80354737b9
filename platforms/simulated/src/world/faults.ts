// What goes wrong on purpose: plain data, so that a test, an emulator or a person can say it.

/** Which clusters a fault strikes, and how often. */
interface Scope {
  /** Name of the cluster; all clusters when absent. */
  readonly cluster?: string;
  /** How often it strikes in one cluster; without end when absent. */
  readonly times?: number;
}

/** A fault in the world of a cluster. */
export type WorldFault =
  /** The API servers never become ready; a newer generation of the cluster tries again. */
  | ({ readonly kind: 'ControlPlaneFails'; readonly message?: string } & Scope)
  /** A node boots and never joins; it is replaced after the start-up timeout. */
  | ({ readonly kind: 'NodeNeverJoins'; readonly nodeGroup?: string } & Scope)
  /** A node takes longer to boot, by so many milliseconds, scaled as every duration is; it is replaced if that is too long. */
  | ({ readonly kind: 'NodeSlow'; readonly nodeGroup?: string; readonly ms: number } & Scope)
  /** A drain is blocked until it is forced. */
  | ({ readonly kind: 'DrainStuck'; readonly nodeGroup?: string } & Scope)
  /** An installation or update fails; it is tried again, as the platform does. */
  | ({ readonly kind: 'AddonFails'; readonly addon?: string; readonly message?: string } & Scope);

/** The methods of a platform that a call fault can name. */
export type FaultyMethod =
  | 'catalogue'
  | 'assign'
  | 'apply'
  | 'observe'
  | 'remove'
  | 'issue'
  | 'renew'
  | 'revoke'
  | 'list'
  | 'retained';

/** A fault of the call itself, counted over all clusters since the platform was made. */
export interface CallFault {
  readonly kind: 'CallFails' | 'CallSlow';
  /** Every method when absent. */
  readonly method?: FaultyMethod;
  /** The first call that it strikes, counted from 1 among the calls that it could strike; 1 when absent. */
  readonly from?: number;
  /** How many calls in a row; without end when absent. */
  readonly times?: number;
  /** `CallFails`: the work is done and only the answer is lost. */
  readonly answerLost?: boolean;
  /** `CallFails`: whether trying again may help; true when absent. */
  readonly retryable?: boolean;
  /** `CallSlow`: milliseconds on the service clock, not scaled. */
  readonly ms?: number;
}

export type Fault = WorldFault | CallFault;
