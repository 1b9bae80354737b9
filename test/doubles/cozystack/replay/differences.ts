// What differs from the recordings on purpose, with the reason. A step that is not listed here must not differ; a step that
// is listed must.
import type { Meant } from '../../../support/replay/replay.ts';

const BUILD = 'the recorded server was built from libraries of another release';
const PARTS = 'the checks are named after parts of the recorded server that ours does not have';
const SERVED = 'ours serves some pages more, as every server that is made with this library';
const TITLE = 'ours describes itself by the release of Kubernetes, and knows some schemas less';
const REWRITTEN = 'the recorded server gets a new version for every write, also for one that changes nothing';

export const MEANT: Meant = {
  '01-discovery': {
    0: BUILD,
    1: 'ours lists groups by name; the recorded server in the order in which they were registered',
    7: SERVED,
    9: PARTS,
    15: SERVED,
    16: TITLE,
    18: TITLE,
  },
  '03-get-list': {
    46: 'the recorded server names what it could stream, too, where nothing is streamed',
  },
  '05-update': { 15: REWRITTEN },
  '06-patch': { 8: REWRITTEN },
};
