// What the author of a provider writes: its settings, what they make, and what it offers.
import type { Awaitable, CallContext, WithDiagnostics } from './context.ts';
import type { DataSource } from './data-source.ts';
import type { EphemeralResource } from './ephemeral-resource.ts';
import type { ProviderFunction } from './function.ts';
import type { Resource, ValidateRequest } from './resource.ts';
import type { ConfigOf } from './schema/infer.ts';
import type { Schema } from './schema/schema.ts';

export interface ConfigureRequest<S extends Schema> extends CallContext {
  /** A setting is unknown when it comes from a resource that does not exist yet. */
  readonly config: ConfigOf<S>;
  /** Such as `1.11.4`. */
  readonly terraformVersion: string;
}

export interface ConfigureResult<Data> extends WithDiagnostics {
  /** What resources and data sources get. It must be there unless there is an error. */
  readonly data?: Data;
}

export interface Provider<S extends Schema = Schema, Data = unknown> {
  /** The short name that type names begin with, such as `mini`. */
  readonly name: string;
  readonly schema: S;
  /**
   * Called once per process, and not at all by commands that need only schemas: import what is heavy in here.
   */
  configure(request: ConfigureRequest<S>): Awaitable<ConfigureResult<Data>>;
  /** Checks what no single attribute and no rule can. */
  validate?(request: ValidateRequest<S>): Awaitable<WithDiagnostics | undefined>;
  /** By full type name. */
  readonly resources?: Readonly<Record<string, Resource<Schema, Data>>>;
  /** By full type name. */
  readonly dataSources?: Readonly<Record<string, DataSource<Schema, Data>>>;
  /** By full type name. */
  readonly ephemeralResources?: Readonly<Record<string, EphemeralResource<Schema, Data>>>;
  /** By name, without the provider's. */
  readonly functions?: Readonly<Record<string, ProviderFunction>>;
}

/**
 * The functions that define what a provider offers, for one type of provider data. They only help the compiler:
 * each returns what it is given, without the schema's own type.
 */
export function definitionsFor<Data>() {
  return {
    resource: <S extends Schema>(resource: Resource<S, Data>) =>
      resource as unknown as Resource<Schema, Data>,
    dataSource: <S extends Schema>(dataSource: DataSource<S, Data>) =>
      dataSource as unknown as DataSource<Schema, Data>,
    ephemeralResource: <S extends Schema>(ephemeral: EphemeralResource<S, Data>) =>
      ephemeral as unknown as EphemeralResource<Schema, Data>,
    provider: <S extends Schema>(provider: Provider<S, Data>) => provider as unknown as Provider,
  };
}
