// cdktf-provider/schema.json: what Terraform knows of the provider, from which the constructs are generated.
import { createProvider, createProviderService, PROVIDER_ADDRESS } from '@hikube/terraform-provider';
import { type JsonObject, terraformSchemaJson } from '../constructs/terraform-json.ts';

/** The document that `terraform providers schema -json` prints for the provider. */
export async function providerSchema(): Promise<JsonObject> {
  const provider = createProvider({ environment: {}, now: () => 0, version: 'schema' });
  const service = createProviderService(provider, { log: () => {} });
  return terraformSchemaJson(PROVIDER_ADDRESS, await service.GetProviderSchema());
}

/** The file with its content. */
export async function outputs(): Promise<Map<string, string>> {
  const document = await providerSchema();
  return new Map([['cdktf-provider/schema.json', `${JSON.stringify(document, null, 2)}\n`]]);
}
