// Server-side apply: what somebody wants of an object, merged with what it is.
import { applyConfiguration } from '../apply/field-manager.ts';
import { writerOf } from '../apply/writer.ts';
import { decodeCustomValue } from '../crd/decode.ts';
import { clone, isObject, type Json, type JsonObject } from '../json/json.ts';
import { parseYaml, YamlError } from '../json/yaml.ts';
import type { Kind } from '../kinds/kind.ts';
import { asJson, asObject, type KubernetesObject } from '../kinds/object.ts';
import { respondObject } from '../read/respond-object.ts';
import type { Call, Server } from '../server.ts';
import { badRequest, conflict, internal, type StatusError } from '../status/status.ts';
import { commit } from './commit.ts';
import { create } from './create.ts';
import { decodeValue, expectedOf, handleStrict } from './decode-body.ts';
import { matchName, matchNamespace } from './match.ts';
import type { WriteOptions } from './options.ts';

/** PATCH with a configuration that somebody applies. */
export async function handleApply(
  server: Server,
  call: Call,
  bytes: Uint8Array,
  options: WriteOptions,
): Promise<Response> {
  const { kind, info } = call;
  const config = readConfiguration(kind, new TextDecoder().decode(bytes), options, call);
  const writer = { ...writerOf(server, kind, options.manager, info.subresource), gvk: gvkText(kind) };
  const type = server.fieldType(kind);
  const decodeApplied = (object: KubernetesObject): KubernetesObject => decodeMerged(call, object, options);
  const { object, created } = await commit(server, call, {
    subresource: info.subresource,
    dryRun: options.dryRun,
    applies: true,
    next: async (live) => {
      const next = decodeApplied(applyConfiguration(type, live, config, writer, options.force));
      next.metadata.name ??= info.name;
      matchName(call, next);
      matchNamespace(call, next);
      return next;
    },
    ...(info.subresource === '' && {
      create: async () => {
        const next = decodeApplied(applyConfiguration(type, undefined, config, writer, options.force));
        if ((next.metadata.uid ?? '') !== '')
          throw conflict(
            kind,
            info.name,
            `uid mismatch: the provided object specified uid ${next.metadata.uid}, and no existing object was found`,
          );
        delete next.metadata.resourceVersion;
        next.metadata.name ??= info.name;
        matchName(call, next);
        matchNamespace(call, next);
        return create(server, call, next, options, true);
      },
    }),
  });
  return respondObject(server, call, object, created ? 201 : 200);
}

/** The merged object as its kind, with its managed fields as they are. */
function decodeMerged(call: Call, merged: KubernetesObject, options: WriteOptions): KubernetesObject {
  const { kind } = call;
  const refuse = (why: string): StatusError => internal(why);
  const { managedFields, ...metadata } = merged.metadata;
  const bare = { ...merged, metadata };
  const object =
    kind.custom === undefined
      ? decodeValue(asJson(bare), expectedOf(kind), refuse).object
      : decodeCustomValue(asJson(bare), kind.custom, {
          validation: options.fieldValidation,
          warn: call.warn,
          refuse,
          duplicates: [],
        });
  if (kind.custom === undefined) kind.behaviour.default?.(object);
  const next = clone(object);
  if (managedFields !== undefined) next.metadata.managedFields = managedFields;
  return asObject(asJson(next));
}

function gvkText({ group, version, kind }: Kind): string {
  return `${group}/${version}, Kind=${kind}`;
}

/** The configuration in an apply patch. @throws StatusError */
function readConfiguration(kind: Kind, text: string, options: WriteOptions, call: Call): JsonObject {
  let value: Json;
  try {
    const parsed = parseYaml(text);
    value = parsed.value;
    if (parsed.duplicates.length > 0)
      handleStrict(
        [`yaml: unmarshal errors:\n  ${parsed.duplicates.join('\n  ')}`],
        options.fieldValidation,
        (why) => badRequest(`error strict decoding YAML: ${why}`),
        call.warn,
      );
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const bare = error.message.replace(/^yaml: line \d+: /, 'yaml: ');
    throw badRequest(`error decoding YAML: error converting YAML to JSON: ${bare}`);
  }
  const config = isObject(value) ? value : {};
  const [group, version] = splitVersion(String(config['apiVersion'] ?? ''));
  const name = String(config['kind'] ?? '');
  if (group !== kind.group || version !== kind.version || name !== kind.kind)
    throw badRequest(`invalid object type: ${group}/${version}, Kind=${name}`);
  return config;
}

function splitVersion(apiVersion: string): [group: string, version: string] {
  const [first = '', second] = apiVersion.split('/');
  return second === undefined ? ['', first] : [first, second];
}
