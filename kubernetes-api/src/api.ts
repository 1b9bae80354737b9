// The server as one function: every seam is handed in, and what is not has a default.

import { Rbac } from './access/rbac.ts';
import type { RulesOf } from './access/rules.ts';
import type { Admission, Authenticate, Authorise } from './access/seams.ts';
import { Tokens } from './access/tokens.ts';
import { createAdmission } from './admission/built-in.ts';
import { FieldTypes } from './apply/field-type.ts';
import { type Bounds, DEFAULT_BOUNDS } from './bounds.ts';
import { type Clock, systemClock } from './clock.ts';
import { bootstrap } from './controllers/bootstrap.ts';
import { createControllers } from './controllers/start.ts';
import type { VersionInfo } from './discovery/health.ts';
import { respondError, wishesOf } from './http/respond.ts';
import { Router } from './http/router.ts';
import type { Kind } from './kinds/kind.ts';
import { controlPlaneKinds, officialSchema, schemaNameOf } from './kinds/official.ts';
import type { Schema } from './kinds/official-types.ts';
import { Registry } from './kinds/registry.ts';
import { OpenApi } from './openapi/serve.ts';
import { type Random, systemRandom } from './random.ts';
import type { Server } from './server.ts';
import { StatusError } from './status/status.ts';
import { createMemoryStorage } from './storage/memory.ts';
import type { Storage } from './storage/storage.ts';

/** What a server is made of; each part has a default. */
export interface KubernetesApiOptions {
  /** What is served; `controlPlaneKinds()` by default. */
  readonly kinds?: readonly Kind[];
  /** Where objects are; memory by default. */
  readonly storage?: Storage;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Who asks; by default everybody is a cluster administrator. */
  readonly authenticate?: Authenticate;
  /** Who may do what; by default the roles and bindings in the storage decide. */
  readonly authorise?: Authorise;
  /** Looks at every write; nothing by default. */
  readonly admission?: Admission;
  /** For whom service account tokens are good; `https://kubernetes.default.svc` by default. */
  readonly audience?: string;
  /** PEM that every namespace gets as `kube-root-ca.crt`; without it there is no such ConfigMap. */
  readonly rootCertificate?: string;
  /**
   * Whether the server does what Kubernetes' own controllers do: namespaces that empty, owners, quotas, custom resource
   * definitions, the first namespaces and roles. On by default; off for a storage that cannot be written.
   */
  readonly controllers?: boolean;
  /** Who the server is in managed fields of objects that it makes; `kube-controller-manager` by default. */
  readonly controllerName?: string;
  /** The rules that somebody has, for SelfSubjectRulesReview; by default those of the roles and bindings in the storage. */
  readonly rulesOf?: RulesOf;
  /** Path below which the server stands, such as `/clusters/a`; requests elsewhere are not found. Nothing by default. */
  readonly root?: string;
  /** What `/version` says of the build, now or at each time; the release of the official kinds by default. */
  readonly version?: Partial<VersionInfo> | (() => Partial<VersionInfo>);
  /**
   * The key that signs tokens of service accounts, 32 bytes or more, so that several servers know them and they outlive
   * one. By default each server makes its own.
   */
  readonly signingKey?: () => Promise<Uint8Array<ArrayBuffer>>;
  readonly bounds?: Partial<Bounds>;
  /** Told of mistakes of the server itself. */
  readonly onFailure?: (error: unknown) => void;
}

/** A running server. */
export interface KubernetesApi {
  /** Answers a request; never rejects. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** What is served at this moment. */
  readonly kinds: () => readonly Kind[];
  /** Resolves when the controllers have done all they have noticed. */
  readonly settled: () => Promise<void>;
  /** Ends all watches and controllers. */
  readonly stop: () => void;
}

const NOT_READY = new StatusError(
  503,
  'ServiceUnavailable',
  'the server could not read its storage: try again in a moment',
  { retryAfterSeconds: 1 },
);

const ADMIN: Authenticate = async () => ({
  name: 'kubernetes-admin',
  groups: ['system:masters', 'system:authenticated'],
});

/** Name of the table of types, as it stands in some refusals. */
const SCHEME = 'pkg/api/legacyscheme/scheme.go:30';

/** Builds a server. */
export function createKubernetesApi(options: KubernetesApiOptions = {}): KubernetesApi {
  const { controllers = true, onFailure = () => {} } = options;
  const stopping = new AbortController();
  const server = assemble(options, stopping.signal);
  const running = controllers ? createControllers(server, options.rootCertificate, onFailure) : undefined;
  let beginning: Promise<void> | undefined;
  // Begun by whoever comes first, and again by the next one when it failed.
  const ready = (): Promise<void> => {
    beginning ??= begin().catch((error: unknown) => {
      beginning = undefined;
      throw error;
    });
    return beginning;
  };
  const begin = async (): Promise<void> => {
    if (running === undefined) return;
    await bootstrap(server);
    await running.follow();
  };
  const router = new Router(server, new OpenApi(server.registry, server.root), onFailure);
  return {
    async fetch(request) {
      try {
        await ready();
      } catch (error) {
        onFailure(error);
        return respondError(NOT_READY, wishesOf(new URLSearchParams(), request.headers));
      }
      return router.answer(request);
    },
    kinds: () => server.registry.all,
    async settled() {
      await ready();
      await running?.settled();
    },
    stop: () => stopping.abort(),
  };
}

function assemble(options: KubernetesApiOptions, stopping: AbortSignal): Server {
  const { kinds = controlPlaneKinds(), storage = createMemoryStorage(), controllers = true } = options;
  const { clock = systemClock, random = systemRandom, audience = 'https://kubernetes.default.svc' } = options;
  const { version = {}, signingKey } = options;
  const registry = new Registry(kinds);
  const rbac = new Rbac(storage);
  const official = new FieldTypes(officialSchema);
  const custom = new WeakMap<object, ReturnType<FieldTypes['named']>>();
  return {
    registry,
    storage,
    clock,
    random,
    kinds: { isOfficial: (apiVersion, kind) => schemaNameOf(apiVersion, kind) !== undefined, scheme: SCHEME },
    tokens: new Tokens({ clock, random, storage, audience, ...(signingKey && { signingKey }) }),
    authenticate: options.authenticate ?? ADMIN,
    authorise: options.authorise ?? ((wanted) => rbac.decide(wanted)),
    admission: createAdmission({
      storage,
      rbac,
      namespaces: controllers && registry.find('', 'v1', 'namespaces') !== undefined,
      host: options.admission ?? {},
    }),
    bounds: { ...DEFAULT_BOUNDS, ...options.bounds },
    fieldType(kind) {
      const own = kind.custom?.schema ?? kind.hosted?.schemas[kind.hosted.schema];
      if (own === undefined) return official.named(kind.type!.schema);
      let type = custom.get(own);
      if (type === undefined) {
        type = customType(official, own);
        custom.set(own, type);
      }
      return type;
    },
    stopping,
    controllerName: options.controllerName ?? 'kube-controller-manager',
    collects: controllers,
    version: () => (typeof version === 'function' ? version() : version),
    rulesOf: options.rulesOf ?? ((user, namespace) => rbac.rules(user, namespace)),
    root: options.root ?? '',
  };
}

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** A custom object has, beside what its definition declares, what every object has. */
function customType(official: FieldTypes, schema: Schema) {
  const meta = { $ref: `#/components/schemas/${META}` };
  return official.of({
    ...schema,
    type: 'object',
    properties: {
      ...schema.properties,
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: meta,
    },
  });
}
