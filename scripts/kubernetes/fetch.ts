// `npm run kubernetes:source`: takes one release of Kubernetes through Go's module client and keeps what the table needs.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { fieldsOf, type GoField, type Structs, structsOf } from './go-structs.ts';
import {
  type BootstrapObject,
  type DiscoveredResource,
  type GroupVersion,
  type Schema,
  writeSource,
} from './source.ts';

const VERSION = '1.36.0';
const LIBRARY = `v0.${VERSION.slice(2)}`;

/** Groups with the version that is served: what is stable, without the API of an aggregator and of devices. */
const GROUPS: readonly (readonly [group: string, version: string])[] = [
  ['', 'v1'],
  ['admissionregistration.k8s.io', 'v1'],
  ['apiextensions.k8s.io', 'v1'],
  ['apps', 'v1'],
  ['authentication.k8s.io', 'v1'],
  ['authorization.k8s.io', 'v1'],
  ['autoscaling', 'v2'],
  ['batch', 'v1'],
  ['certificates.k8s.io', 'v1'],
  ['coordination.k8s.io', 'v1'],
  ['discovery.k8s.io', 'v1'],
  ['events.k8s.io', 'v1'],
  ['networking.k8s.io', 'v1'],
  ['node.k8s.io', 'v1'],
  ['policy', 'v1'],
  ['rbac.authorization.k8s.io', 'v1'],
  ['scheduling.k8s.io', 'v1'],
  ['storage.k8s.io', 'v1'],
];

/** Where the Go package behind a prefix of schema names is. */
const PACKAGES: readonly (readonly [prefix: string, module: string, folder: string])[] = [
  ['io.k8s.api.', 'k8s.io/api', ''],
  ['io.k8s.apimachinery.', 'k8s.io/apimachinery', ''],
  ['io.k8s.apiextensions-apiserver.', 'k8s.io/apiextensions-apiserver', ''],
];

function moduleFolder(name: string, version: string): string {
  const answer = execFileSync('go', ['mod', 'download', '-json', `${name}@${version}`], { encoding: 'utf8' });
  return (JSON.parse(answer) as { Dir: string }).Dir;
}

/** Structs of packages, each read once. */
class Packages {
  readonly #read = new Map<string, Structs>();
  readonly #folders = new Map<string, string>();

  /** Fields of the struct behind `io.k8s.api.core.v1.Pod`. */
  fields(schema: string): readonly GoField[] | undefined {
    const known = PACKAGES.find(([prefix]) => schema.startsWith(prefix));
    if (known === undefined) return undefined;
    const [prefix, module] = known;
    const path = schema.slice(prefix.length).split('.');
    const name = path.pop() ?? '';
    const structs = this.#structs(module, path.join('/'));
    const members = structs.get(name);
    if (members === undefined) return undefined;
    return fieldsOf(members, (inner) => {
      const [place, foreign] = inner.includes('.') ? inner.split('.') : ['', inner];
      if (place === 'metav1')
        return this.#structs('k8s.io/apimachinery', 'pkg/apis/meta/v1').get(foreign ?? '');
      if (place === 'v1') return this.#structs('k8s.io/api', 'core/v1').get(foreign ?? '');
      return structs.get(inner);
    });
  }

  #structs(module: string, folder: string): Structs {
    const key = `${module}/${folder}`;
    const seen = this.#read.get(key);
    if (seen !== undefined) return seen;
    let root = this.#folders.get(module);
    if (root === undefined) {
      root = moduleFolder(module, LIBRARY);
      this.#folders.set(module, root);
    }
    const place = join(root, folder);
    const all = readdirSync(place)
      .filter((file) => file.endsWith('.go') && !file.endsWith('_test.go') && !file.startsWith('zz_'))
      .flatMap((file) => [...structsOf(readFileSync(join(place, file), 'utf8'))]);
    const structs = new Map(all);
    this.#read.set(key, structs);
    return structs;
  }
}

function fetchSource() {
  const root = join(moduleFolder('k8s.io/kubernetes', `v${VERSION}`), 'api');
  const packages = new Packages();
  const schemas: Record<string, Schema> = {};
  const structs: Record<string, readonly GoField[]> = {};
  const groupVersions = GROUPS.map(([group, version]): GroupVersion => {
    const place = group === '' ? `api__${version}` : `apis__${group}__${version}`;
    const document = JSON.parse(
      readFileSync(join(root, 'openapi-spec/v3', `${place}_openapi.json`), 'utf8'),
    ) as {
      components: { schemas: Record<string, Schema> };
    };
    const { resources } = JSON.parse(readFileSync(join(root, 'discovery', `${place}.json`), 'utf8')) as {
      resources: DiscoveredResource[];
    };
    Object.assign(schemas, document.components.schemas);
    return { group, version, resources, schemas: Object.keys(document.components.schemas).sort() };
  });
  for (const name of Object.keys(schemas)) {
    const fields = packages.fields(name);
    if (fields !== undefined && fields.length > 0) structs[name] = fields;
  }
  return { version: VERSION, groupVersions, schemas, structs, roles: rolesIn(root) };
}

/** Roles that people use; those of controllers and nodes belong to programs that do not run here. */
const WANTED =
  /^(?:cluster-admin|admin|edit|view|system:aggregate-to-.*|system:discovery|system:basic-user|system:public-info-viewer|system:service-account-issuer-discovery)$/;

interface ListedObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly aggregationRule?: {
    readonly clusterRoleSelectors: readonly { readonly matchLabels: Readonly<Record<string, string>> }[];
  };
  readonly rules?: readonly object[] | null;
}

function rolesIn(root: string): BootstrapObject[] {
  const folder = join(root, '../plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata');
  const read = (file: string) =>
    (parse(readFileSync(join(folder, file), 'utf8')) as { items: ListedObject[] }).items.filter(
      ({ metadata }) => WANTED.test(metadata.name),
    );
  const roles = read('cluster-roles.yaml');
  return [
    ...roles.map((object) => ({
      resource: 'clusterroles.rbac.authorization.k8s.io',
      object: { ...object, rules: rulesOf(object, roles) },
    })),
    ...read('cluster-role-bindings.yaml').map((object) => ({
      resource: 'clusterrolebindings.rbac.authorization.k8s.io',
      object: { ...object },
    })),
  ];
}

/** Rules of a role that is made of others. */
function rulesOf({ rules, aggregationRule }: ListedObject, all: readonly ListedObject[]): readonly object[] {
  if (aggregationRule === undefined) return rules ?? [];
  const parts = all.filter(({ metadata }) =>
    aggregationRule.clusterRoleSelectors.some(({ matchLabels }) =>
      Object.entries(matchLabels).every(([name, value]) => metadata.labels?.[name] === value),
    ),
  );
  return parts.flatMap((part) => rulesOf(part, all));
}

const source = fetchSource();
const size = await writeSource(source);
console.log(
  `kept ${Object.keys(source.schemas).length} schemas and ${Object.keys(source.structs).length} structs, ${Math.round(size / 1024)} KiB`,
);
