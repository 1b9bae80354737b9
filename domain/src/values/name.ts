// Names: DNS-1035 labels, short enough for the names of machines that are built from them.
import { errorWith, type Finding } from '../finding.ts';
import { checkString, show, showBare } from './read.ts';

/** Longest cluster name: 53 characters of a Helm release, less the prefix `kubernetes-`. */
export const CLUSTER_NAME_MAX_LENGTH = 42;

/** Longest cluster and group name together: machine names carry both, and a label value holds 63 characters. */
export const CLUSTER_AND_GROUP_MAX_LENGTH = 51;

/** Longest DNS label. */
export const LABEL_MAX_LENGTH = 63;

// One pass: the star and the last character overlap, but a label is cut at 63 characters before it is matched.
const DNS_1035_LABEL = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;

/** Whether the text is a DNS-1035 label: lower-case letters, digits and `-`, a letter first, no `-` at the end. */
export function isDnsLabel(text: string): boolean {
  return text.length <= LABEL_MAX_LENGTH && DNS_1035_LABEL.test(text);
}

const FIELDS = { cluster: 'The cluster name', nodeGroup: 'The node group name' } as const;

function checkLabel(text: string, pointer: string, of: keyof typeof FIELDS): readonly Finding[] {
  if (isDnsLabel(text)) return [];
  // Nothing is wrong with what nobody has written yet, but that it is not there.
  if (text === '') {
    const detail =
      `${FIELDS[of]} is missing; write one of 1 to ${LABEL_MAX_LENGTH} lower-case letters, digits and "-" ` +
      'that starts with a letter and does not end with "-".';
    return [errorWith({ of, name: '' }, pointer, 'invalid_name', detail)];
  }
  return [
    errorWith(
      { of, name: showBare(text) },
      pointer,
      'invalid_name',
      `${FIELDS[of]} ${show(text)} must have 1 to ${LABEL_MAX_LENGTH} lower-case letters, digits and "-", ` +
        'start with a letter and not end with "-".',
    ),
  ];
}

/** Checks the name of a cluster. */
export function checkClusterName(name: unknown, pointer = '/name'): readonly Finding[] {
  return checkString(name, pointer, FIELDS.cluster, (text) => {
    if (isDnsLabel(text) && text.length > CLUSTER_NAME_MAX_LENGTH) {
      return [
        errorWith(
          { of: 'cluster', length: text.length, most: CLUSTER_NAME_MAX_LENGTH },
          pointer,
          'name_too_long',
          `The cluster name has ${text.length} characters; shorten it to ${CLUSTER_NAME_MAX_LENGTH}.`,
        ),
      ];
    }
    return checkLabel(text, pointer, 'cluster');
  });
}

/**
 * Checks the name of a node group, and with a cluster name that both fit into the names of machines.
 * @param clusterName anything that is not a text leaves the length of both unchecked
 */
export function checkNodeGroupName(
  name: unknown,
  clusterName: unknown,
  pointer = '/name',
): readonly Finding[] {
  return checkString(name, pointer, FIELDS.nodeGroup, (text) => {
    const findings = checkLabel(text, pointer, 'nodeGroup');
    if (findings.length > 0 || typeof clusterName !== 'string') return findings;
    const length = text.length + clusterName.length;
    if (length <= CLUSTER_AND_GROUP_MAX_LENGTH) return [];
    return [
      errorWith(
        { of: 'clusterAndNodeGroup', length, most: CLUSTER_AND_GROUP_MAX_LENGTH },
        pointer,
        'name_too_long',
        `The names of the cluster and of the node group have ${length} characters together; ` +
          `shorten one of them, so that they have at most ${CLUSTER_AND_GROUP_MAX_LENGTH}.`,
      ),
    ];
  });
}
