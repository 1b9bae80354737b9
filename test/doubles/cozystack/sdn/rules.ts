// Rules of a security group and of a policy: peers by name become selectors of labels, and back.
import { GROUP_LABEL, KIND_LABEL, NAME_LABEL } from '../applications/maps.ts';
import type { Reference, Rule } from './check.ts';

type Way = 'from' | 'to';
/** In front of the name of a group, in the label of its members. */
export const MEMBERSHIP = 'securitygroup.sdn.cozystack.io/';

interface Selector {
  readonly matchLabels: Readonly<Record<string, string>>;
}

/** As a policy has it. */
export function toRules(rule: Rule, way: Way): Rule {
  const { [`${way}App`]: apps, [`${way}SG`]: groups, ...rest } = rule;
  const selectors: Selector[] = [
    ...((apps ?? []) as Reference[]).map(({ apiGroup = 'apps.cozystack.io', kind, name }) => ({
      matchLabels: { [GROUP_LABEL]: apiGroup, [KIND_LABEL]: kind ?? '', [NAME_LABEL]: name ?? '' },
    })),
    ...((groups ?? []) as string[]).map((name) => ({ matchLabels: { [`${MEMBERSHIP}${name}`]: '' } })),
  ];
  return { ...rest, ...(selectors.length > 0 && { [`${way}Endpoints`]: selectors }) };
}

/** As a security group shows it. */
export function toPeers(rule: Rule, way: Way): Rule {
  const { [`${way}Endpoints`]: endpoints, ...rest } = rule;
  const apps: Reference[] = [];
  const groups: string[] = [];
  for (const { matchLabels } of (endpoints ?? []) as Selector[]) {
    const member = Object.keys(matchLabels).find((key) => key.startsWith(MEMBERSHIP));
    if (member !== undefined) groups.push(member.slice(MEMBERSHIP.length));
    else
      apps.push({
        apiGroup: matchLabels[GROUP_LABEL] ?? '',
        kind: matchLabels[KIND_LABEL] ?? '',
        name: matchLabels[NAME_LABEL] ?? '',
      });
  }
  return {
    ...(apps.length > 0 && { [`${way}App`]: apps }),
    ...(groups.length > 0 && { [`${way}SG`]: groups }),
    ...rest,
  };
}
