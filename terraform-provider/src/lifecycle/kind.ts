// What the lifecycle must know of one kind of object.
import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';
import type { CreateOptions, Hikube, HoldCreate, Impact, PendingOperation, WriteOptions } from '@hikube/sdk';
import type { Diagnostic, ObjectValue, Schema } from 'terraform-plugin';
import type { Reads } from '../api/reads.ts';
import type { ApiObject } from '../bridge/to-api.ts';
import type { Memory } from './memory.ts';

/** What every object of the API has. */
export interface ApiRecord {
  readonly uid: string;
  readonly generation: number;
}

export interface Kind<Resource extends ApiRecord = ApiRecord> {
  /** For messages: `node group`. */
  readonly noun: string;
  /** Terraform's name of it. */
  readonly type: string;
  readonly schema: Schema;
  readonly rows: readonly TerraformAttribute[];
  /** Its address in the API and id in Terraform: `prod/web`. */
  idOf(values: ObjectValue): string;
  /** Its address as a hold names it. */
  heldAs(values: ObjectValue): Omit<HoldCreate['object'], 'uid'>;
  /** Reads it now. */
  get(hikube: Hikube, values: ObjectValue, signal: AbortSignal): Promise<Resource>;
  /** Reads it for a refresh, where many reads may share a list. */
  refresh(reads: Reads, values: ObjectValue, signal: AbortSignal): Promise<Resource>;
  /** Terraform values of what was read; `known` is what Terraform has. */
  toState(resource: Resource, known: ObjectValue): ObjectValue;
  create(
    hikube: Hikube,
    values: ObjectValue,
    body: ApiObject,
    options: CreateOptions,
  ): PendingOperation<unknown>;
  previewCreate(
    hikube: Hikube,
    values: ObjectValue,
    body: ApiObject,
    options: CreateOptions,
  ): Promise<Impact>;
  update(
    hikube: Hikube,
    values: ObjectValue,
    body: ApiObject,
    options: WriteOptions,
  ): PendingOperation<unknown>;
  previewUpdate(hikube: Hikube, values: ObjectValue, body: ApiObject, options: WriteOptions): Promise<Impact>;
  delete(hikube: Hikube, values: ObjectValue, options: WriteOptions): PendingOperation<unknown>;
  /** What somebody should know of it as an apply leaves it; nothing by default. */
  notes?(resource: Resource): readonly Diagnostic[];
  /** Body of a create. */
  createBody(plan: ObjectValue, config: ObjectValue): ApiObject;
  /** Body of an update; undefined when nothing is to be sent. */
  updateBody(
    state: ObjectValue,
    plan: ObjectValue,
    config: ObjectValue,
    memory: Memory,
  ): ApiObject | undefined;
}

/** `cluster prod`. */
export function nameOf(kind: Kind, values: ObjectValue): string {
  return `${kind.noun} ${kind.idOf(values)}`;
}

/** ETag of an object whose generation is known. */
export function etagOf(uid: unknown, generation: number | undefined): string | undefined {
  return typeof uid === 'string' && generation !== undefined ? `"${uid}.${generation}"` : undefined;
}
