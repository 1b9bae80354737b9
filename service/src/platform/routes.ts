// What a platform adds to what the service answers. The service mounts it and knows nothing more of it.
import type { ClusterRef } from './platform.ts';

/** What a token must allow for a route. */
export type RouteScope = 'read' | 'write' | 'admin';

/** A request to a route, from a caller who may send it. */
export interface RouteRequest {
  /** Of the caller. */
  readonly tenant: string;
  /** Parameters of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** What was sent as JSON, of any shape; undefined where the method takes no body. */
  readonly body: unknown;
  /**
   * The cluster that callers know by this name, so that a route takes the names of users and the platform reads no record.
   * @param nodeGroup one that it must have, too
   * @throws what the service answers when the tenant of the caller has none of that name
   */
  find(cluster: string, nodeGroup?: string): Promise<ClusterRef>;
}

/** A path with a JSON answer. */
export interface PlatformRoute {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Below the platform's own root, such as `/sites/:site`; empty for the root. */
  readonly path: string;
  readonly scope: RouteScope;
  /**
   * The answer, as JSON.
   * @throws PlatformError with one of the reasons of a `RouteRefusal`
   */
  answer(request: RouteRequest): Promise<object>;
}

/**
 * Reasons of a `PlatformError` that callers of a route are told, sentence included. Any other reason is none of their
 * doing: they hear that the platform cannot be reached.
 */
export type RouteRefusal = 'NotFound' | 'InvalidArgument' | 'InvalidParameter' | 'NotReady' | 'Unsupported';

/** What a platform adds. */
export interface PlatformRoutes {
  /** One word; `json` is mounted below `/_platform/<name>`. */
  readonly name: string;
  /** Where the same routes were before, such as `/_simulation`: they are answered there for one more release. */
  readonly formerly?: string;
  readonly json: readonly PlatformRoute[];
  /** API servers of clusters, where the platform serves them itself. */
  readonly raw?: RawRoutes;
}

/** What is known of the connection that a request came on. */
export interface RawConnection {
  /** The name in its TLS handshake. */
  readonly serverName?: string;
  /** Where it comes from. */
  readonly address?: string;
}

/** Anything over HTTPS on a socket of its own, which whoever has sockets opens for it. */
export interface RawRoutes {
  /** Answers a request. It never rejects. */
  fetch(request: Request, connection?: RawConnection): Promise<Response>;
  /** The certificate for a name of the handshake; undefined when the name belongs to nothing here. */
  certificateFor(serverName: string): Promise<ServingCertificate | undefined>;
  /** Ends what is held open. */
  stop(): void;
}

/** A certificate for a server. */
export interface ServingCertificate {
  /** PEM. */
  readonly certificate: string;
  /** PEM. A secret. */
  readonly key: string;
}
