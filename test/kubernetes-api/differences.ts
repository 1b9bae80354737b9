// What differs from the recordings on purpose, with the reason. A step that is not listed here must not differ; a step that
// is listed must.

import type { Meant } from '../support/replay/replay.ts';

const OF_KCP = 'a quirk of the recorded server, as its recording says; ours answers as a stock server';
const YAML_ARTEFACT =
  'the recorded text still has the annotation of the recorded server among the managed fields, which was taken out elsewhere';
const COMMA_ARTEFACT =
  'taking the annotation of the recorded server out of a text left a comma behind, which no server writes';
const CHECK_NAMES = 'the checks are named after parts of the recorded server that ours does not have';

export const MEANT: Meant = {
  '01-discovery': {
    5: OF_KCP,
    30: OF_KCP,
    32: 'the recorded server knows no aggregated discovery of groups, which every stock server prefers to give',
    37: CHECK_NAMES,
    38: CHECK_NAMES,
    41: CHECK_NAMES,
    43: 'ours describes apiextensions.k8s.io, too, as a stock server does: kubectl explain needs it',
    48: OF_KCP,
    50: 'paths of the recorded server that ours does not have',
  },
  '02-create': { 48: YAML_ARTEFACT },
  '03-get-list': { 12: YAML_ARTEFACT },
  '06-patch': { 35: COMMA_ARTEFACT, 42: COMMA_ARTEFACT, 43: COMMA_ARTEFACT },
  '07-server-side-apply': {
    15: 'the recorded manager still held the annotation of the recorded server, and so kept its time',
  },
  '10-crds': {
    20: 'costs of rules are not estimated in advance; a rule is bounded when it runs',
    34: COMMA_ARTEFACT,
  },
  '11-authn-authz': { 6: OF_KCP, 41: OF_KCP, 82: OF_KCP, 91: OF_KCP, 94: OF_KCP },
  '12-events-leases-quota': {
    35: 'the recorded server counts no secrets under their plain name; ours does, as a stock server',
  },
  '13-protocol': {
    15: 'DELETE of discovery answers with the groups of the recorded server in the order in which it was built',
    39: YAML_ARTEFACT,
    49: OF_KCP,
  },
};
