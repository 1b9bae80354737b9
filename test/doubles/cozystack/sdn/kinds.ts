// Security groups as a kind of the aggregated server.
import { type Kind, type Schema, typeWith } from '@hikube/kubernetes-api';
import { since } from '../../../../kubernetes-api/src/read/age.ts';
import type { Backend } from '../platform/backend.ts';
import { objectSchemas, ref, schemaName } from '../platform/schemas.ts';
import type { Profile } from '../profiles/profile.ts';
import { SecurityGroups } from './security-groups.ts';

const GROUP = 'sdn.cozystack.io';
const named = (kind: string): string => schemaName('sdn', kind);
const TEXT: Schema = { type: 'string' };
const listOf = (items: Schema): Schema => ({ type: 'array', items });
const of = (properties: Readonly<Record<string, Schema>>): Schema => ({ type: 'object', properties });

const references = listOf(ref(named('ApplicationReference')));
const ports = listOf(ref(named('PortRule')));

const SCHEMAS: Readonly<Record<string, Schema>> = {
  ...objectSchemas('sdn', 'SecurityGroup', { spec: ref(named('SecurityGroupSpec')) }),
  [named('SecurityGroupSpec')]: of({
    attachments: references,
    ingress: listOf(ref(named('IngressRule'))),
    egress: listOf(ref(named('EgressRule'))),
  }),
  [named('ApplicationReference')]: {
    ...of({ apiGroup: TEXT, kind: TEXT, name: TEXT }),
    required: ['kind', 'name'],
  },
  [named('IngressRule')]: of({
    fromApp: references,
    fromSG: listOf(TEXT),
    fromCIDR: listOf(TEXT),
    toPorts: ports,
  }),
  [named('EgressRule')]: of({
    toApp: references,
    toSG: listOf(TEXT),
    toCIDR: listOf(TEXT),
    toFQDNs: listOf(ref(named('FQDNSelector'))),
    toPorts: ports,
  }),
  [named('PortRule')]: of({ ports: listOf(ref(named('PortProtocol'))) }),
  [named('PortProtocol')]: of({ port: TEXT, protocol: TEXT }),
  [named('FQDNSelector')]: of({ matchName: TEXT, matchPattern: TEXT }),
};

const TYPE = typeWith(
  {
    SecurityGroup: {
      schema: {
        properties: {
          kind: TEXT,
          apiVersion: TEXT,
          metadata: ref('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'),
          spec: ref('io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON'),
        },
      },
      go: [
        ['kind', 'string', 2, 0],
        ['apiVersion', 'string', 2, 0],
        ['metadata', 'metav1.ObjectMeta', 1, 1],
        ['spec', '*apiextensionsv1.JSON', 2, 2],
      ],
    },
  },
  'SecurityGroup',
);

export function sdnKinds({ servesOptions }: Profile, backend: Backend): Kind[] {
  if (!servesOptions) return [];
  return [
    {
      group: GROUP,
      version: 'v1alpha1',
      kind: 'SecurityGroup',
      listKind: 'SecurityGroupList',
      resource: 'securitygroups',
      singular: 'securitygroup',
      shortNames: [],
      categories: [],
      namespaced: true,
      verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
      subresources: [],
      stored: { resource: `securitygroups.${GROUP}`, apiVersion: `${GROUP}/v1alpha1` },
      behaviour: {
        columns: [
          { name: 'NAME', type: 'string', description: '', cell: ({ metadata }) => metadata.name ?? '' },
          {
            name: 'AGE',
            type: 'string',
            description: '',
            cell: ({ metadata }, now) => since(metadata.creationTimestamp, now),
          },
        ],
      },
      hosted: {
        storage: new SecurityGroups(backend),
        type: TYPE,
        schema: named('SecurityGroup'),
        schemas: SCHEMAS,
      },
    },
  ];
}
