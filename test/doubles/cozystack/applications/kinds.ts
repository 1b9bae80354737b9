// Applications as kinds of the aggregated server.
import type { Kind } from '@hikube/kubernetes-api';
import type { Backend } from '../platform/backend.ts';
import { APPLICATION_TYPE, objectSchemas, schemaName, standing, statusSchema } from '../platform/schemas.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Application } from '../profiles/source.ts';
import { applicationColumns } from './columns.ts';
import { GROUP } from './maps.ts';
import { Applications } from './storage.ts';

const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

const COLUMNS = applicationColumns('Application');

function kindOf(
  application: Application,
  all: readonly Application[],
  profile: Profile,
  backend: Backend,
): Kind {
  const { kind, plural, singular, schema } = application;
  const status = schemaName('apps', `${kind}Status`);
  return {
    group: GROUP,
    version: 'v1alpha1',
    kind,
    listKind: `${kind}List`,
    resource: plural,
    singular,
    shortNames: [],
    categories: [],
    namespaced: true,
    verbs: VERBS,
    subresources: [],
    stored: { resource: `${plural}.${GROUP}`, apiVersion: `${GROUP}/v1alpha1` },
    behaviour: { columns: COLUMNS },
    hosted: {
      storage: new Applications(application, profile, backend),
      type: APPLICATION_TYPE,
      schema: schemaName('apps', kind),
      schemas: {
        ...objectSchemas('apps', kind, {
          appVersion: { type: 'string' },
          spec: schema,
          status: { ...standing(status), $ref: `#/components/schemas/${status}` },
        }),
        [status]: statusSchema(),
      },
      // They are one type to the server, and it calls that by the first of them.
      readAs: all[0]!.kind,
      others: all.map((other) => other.kind),
    },
  };
}

export function applicationKinds(profile: Profile, backend: Backend): Kind[] {
  const { applications } = profile;
  return applications.map((application) => kindOf(application, applications, profile, backend));
}
