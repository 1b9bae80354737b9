// What the platform shows of Secrets, namespaces, modules and choices.
import { type Column, type HostedStorage, type Kind, type Schema, typeWith } from '@hikube/kubernetes-api';
import { since } from '../../../../kubernetes-api/src/read/age.ts';
import type { Backend } from '../platform/backend.ts';
import { objectSchemas, ref, schemaName } from '../platform/schemas.ts';
import type { Profile } from '../profiles/profile.ts';
import { Options } from './options.ts';
import { TenantModules } from './tenant-modules.ts';
import { TenantNamespaces } from './tenant-namespaces.ts';
import { TenantSecrets } from './tenant-secrets.ts';

export const GROUP = 'core.cozystack.io';
const READS = ['get', 'list', 'watch'];
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';

interface Served {
  readonly kind: string;
  readonly storage: HostedStorage;
  readonly properties: Readonly<Record<string, Schema>>;
  readonly columns: readonly Column[];
  readonly namespaced?: boolean;
  readonly verbs?: readonly string[];
  readonly others?: Readonly<Record<string, Schema>>;
}

function column(name: string, cell: Column['cell'], { type = 'string', description = '' } = {}): Column {
  return { name, type, description, cell };
}

const NAME = column('NAME', ({ metadata }) => metadata.name ?? '');
const AGE = column('AGE', ({ metadata }, now) => since(metadata.creationTimestamp, now));

const SECRET_TYPE = typeWith(
  {
    TenantSecret: {
      schema: {
        properties: {
          kind: { type: 'string' },
          apiVersion: { type: 'string' },
          metadata: ref(`${META}.ObjectMeta`),
          type: { type: 'string' },
          data: { type: 'object', additionalProperties: { type: 'string', format: 'byte' } },
          stringData: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
      go: [
        ['kind', 'string', 2, 0],
        ['apiVersion', 'string', 2, 0],
        ['metadata', 'metav1.ObjectMeta', 1, 1],
        ['type', 'string', 2, 2],
        ['data', 'map[string][]byte', 2, 3],
        ['stringData', 'map[string]string', 2, 4],
      ],
    },
  },
  'TenantSecret',
);

function kindOf({
  kind,
  storage,
  properties,
  columns,
  namespaced = true,
  verbs = READS,
  others = {},
}: Served): Kind {
  const plural = `${kind.toLowerCase()}s`;
  return {
    group: GROUP,
    version: 'v1alpha1',
    kind,
    listKind: `${kind}List`,
    resource: plural,
    singular: kind.toLowerCase(),
    shortNames: [],
    categories: [],
    namespaced,
    verbs,
    subresources: [],
    stored: { resource: `${plural}.${GROUP}`, apiVersion: `${GROUP}/v1alpha1` },
    behaviour: { columns },
    hosted: {
      storage,
      type: SECRET_TYPE,
      schema: schemaName('core', kind),
      schemas: { ...objectSchemas('core', kind, properties), ...others },
    },
  };
}

const ITEM = schemaName('core', 'OptionItem');
const OPTION_SPEC = schemaName('core', 'OptionSpec');
const MODULE_STATUS = schemaName('core', 'TenantModuleStatus');
const TEXT: Schema = { type: 'string' };

export function coreKinds(profile: Profile, backend: Backend): Kind[] {
  const secrets = kindOf({
    kind: 'TenantSecret',
    storage: new TenantSecrets(backend),
    verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
    properties: {
      data: { type: 'object', additionalProperties: { type: 'string', format: 'byte' } },
      stringData: { type: 'object', additionalProperties: { type: 'string', default: '' } },
      type: TEXT,
    },
    columns: [NAME, column('TYPE', ({ type }) => type), AGE],
  });
  const namespaces = kindOf({
    kind: 'TenantNamespace',
    storage: new TenantNamespaces(backend),
    namespaced: false,
    properties: {},
    columns: [NAME, AGE],
  });
  const modules = new TenantModules(backend);
  const served = [
    kindOf({
      kind: 'TenantModule',
      storage: modules,
      properties: { appVersion: TEXT, status: ref(MODULE_STATUS) },
      others: {
        [MODULE_STATUS]: {
          type: 'object',
          properties: { conditions: { type: 'array', items: ref(`${META}.Condition`) }, version: TEXT },
        },
      },
      columns: modules.columns(),
    }),
    namespaces,
    secrets,
  ];
  return profile.servesOptions ? [optionKind(profile, backend), ...served] : served;
}

function optionKind(profile: Profile, backend: Backend): Kind {
  return kindOf({
    kind: 'Option',
    storage: new Options(profile, backend),
    properties: { spec: ref(OPTION_SPEC) },
    others: {
      [OPTION_SPEC]: { type: 'object', properties: { items: { type: 'array', items: ref(ITEM) } } },
      [ITEM]: {
        type: 'object',
        required: ['value'],
        properties: { default: { type: 'boolean' }, description: TEXT, label: TEXT, value: TEXT },
      },
    },
    columns: [
      NAME,
      column('ITEMS', ({ spec }) => ((spec as { items?: unknown[] }).items ?? []).length, {
        type: 'integer',
      }),
    ],
  });
}
