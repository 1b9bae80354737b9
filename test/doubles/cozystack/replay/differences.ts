// What differs from the recordings on purpose, with the reason. A step that is not listed here must not differ; a step that
// is listed must.
import type { Meant } from '../../../support/replay/replay.ts';

export const MEANT: Meant = {};
