// What the RPCs of one process share: the provider, its data once configured, and the signal that ends it all.
import type { CallContext, DataContext, Log } from '../context.ts';
import type { DataSource } from '../data-source.ts';
import { error } from '../diagnostics.ts';
import type { EphemeralResource } from '../ephemeral-resource.ts';
import { DiagnosticsError } from '../errors.ts';
import type { HostCommand } from '../protocol/plugin/host-command.ts';
import type { RpcCall } from '../protocol/service.ts';
import type { Provider } from '../provider.ts';
import type { Resource } from '../resource.ts';

export class ProviderServer {
  readonly provider: Provider;
  readonly log: Log;
  /** How Terraform was started; undefined where nobody can tell. */
  readonly host: HostCommand | undefined;
  #stop = new AbortController();
  #data: { readonly value: unknown } | undefined;

  constructor(provider: Provider, log: Log, host?: HostCommand) {
    this.provider = provider;
    this.log = log;
    this.host = host;
  }

  /**
   * A run of Terraform begins. A process that serves several runs (under a debugger, or in tests) may have been
   * stopped in an earlier one.
   */
  start(): void {
    if (this.isStopped) this.#stop = new AbortController();
  }

  /** Keeps what `configure` made, for all calls that follow. */
  configured(data: unknown): void {
    this.#data = { value: data };
  }

  /** Aborts every running call, and every later one until the next run. */
  stop(): void {
    this.#stop.abort();
  }

  get isStopped(): boolean {
    return this.#stop.signal.aborted;
  }

  resource(typeName: string): Resource {
    return this.#find(this.provider.resources, typeName, 'resource');
  }

  dataSource(typeName: string): DataSource {
    return this.#find(this.provider.dataSources, typeName, 'data source');
  }

  ephemeralResource(typeName: string): EphemeralResource {
    return this.#find(this.provider.ephemeralResources, typeName, 'ephemeral resource');
  }

  /** What an author's function gets when it needs no configured provider, beside its own request. */
  context<Request extends object>(call: RpcCall, request: Request): CallContext & Request {
    const stop = this.#stop.signal;
    let signal: AbortSignal | undefined;
    const context: CallContext = {
      // Most functions of a plan never look at it, and it costs more than they do.
      get signal() {
        signal ??= AbortSignal.any([stop, call.signal]);
        return signal;
      },
      get caller() {
        return call.signal;
      },
      log: this.log,
    };
    return Object.assign(context, request);
  }

  /** What an author's function gets when it does. */
  dataContext<Request extends object>(call: RpcCall, request: Request): DataContext<unknown> & Request {
    if (this.#data === undefined) {
      throw new DiagnosticsError(
        error(
          `Provider "${this.provider.name}" is not configured`,
          'Its configuration failed or was not given; see the errors of the provider block.',
        ),
      );
    }
    return this.context(call, { data: this.#data.value, ...request });
  }

  #find<T>(offered: Readonly<Record<string, T>> | undefined, typeName: string, kind: string): T {
    const found = offered !== undefined && Object.hasOwn(offered, typeName) ? offered[typeName] : undefined;
    if (found !== undefined) return found;
    const detail = `This version of provider "${this.provider.name}" has no ${kind} "${typeName}".`;
    throw new DiagnosticsError(error(`Unknown ${kind}`, detail));
  }
}
