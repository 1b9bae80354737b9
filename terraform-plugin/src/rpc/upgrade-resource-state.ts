// UpgradeResourceState: called for every object at every refresh, whatever version stored it.
import { error, toWireDiagnostics } from '../diagnostics.ts';
import { decodeJson } from '../protocol/json/decode.ts';
import type { Requests, Responses } from '../protocol/messages.ts';
import { type StoredState, upgradeState, withNewDefaults } from '../resource-upgrade.ts';
import { ValueTypeError } from '../values/read.ts';
import { readJsonObject } from '../values/stored.ts';
import { encodeDynamicValue } from '../values/wire.ts';
import type { ProviderServer } from './server.ts';

export function upgradeResourceState(
  server: ProviderServer,
  request: Requests['UpgradeResourceState'],
): Responses['UpgradeResourceState'] {
  const { typeName, version, rawState } = request;
  const { schema, upgraders = {} } = server.resource(typeName);
  if (version > schema.version) {
    const detail = `The state of ${typeName} was written by a newer version of the provider (schema ${version}, this one knows ${schema.version}). Use that version or a newer one.`;
    return { diagnostics: toWireDiagnostics([error('State is too new', detail)]) };
  }
  if (!rawState?.json?.length) {
    const detail = `The state of ${typeName} was written by Terraform 0.11 or older. Run a Terraform between 0.12 and 1.x on it first.`;
    return { diagnostics: toWireDiagnostics([error('State is too old', detail)]) };
  }
  try {
    const stored = decodeJson(rawState.json) as StoredState;
    const upgraded = upgradeState(stored, version, schema.version, upgraders);
    const read = withNewDefaults(schema.attributes, upgraded, readJsonObject(schema.type, upgraded));
    return { upgradedState: encodeDynamicValue(read) };
  } catch (thrown) {
    if (!(thrown instanceof ValueTypeError)) throw thrown;
    const detail = `In the stored state of ${typeName}, ${thrown.message}. Import the object again, or restore a backup of the state.`;
    return { diagnostics: toWireDiagnostics([error('State cannot be read', detail)]) };
  }
}
