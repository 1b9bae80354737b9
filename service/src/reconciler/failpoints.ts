// The places in a pass where tests stop, delay or kill the process. Tests go through this list, so that a place that
// is added is tested at once.

/** Every failpoint, in the order in which a pass comes by. */
export const FAILPOINTS = [
  'before-load',
  'after-load',
  'before-apply',
  'after-apply',
  'before-remove',
  'after-remove',
  'after-observe',
  'before-commit',
  'after-commit',
] as const;

export type Failpoint = (typeof FAILPOINTS)[number];

/** What a test does there. A promise that never settles is a process that was killed at this place. */
export type FailpointHook = (failpoint: Failpoint) => Promise<void> | undefined;
