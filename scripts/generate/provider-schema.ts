// cdktf-provider/schema.json: what Terraform knows of the provider, from which the constructs are generated.

import type { JsonObject } from '@hikube/domain';
import { createProvider, createProviderService, PROVIDER_ADDRESS } from '@hikube/terraform-provider';
import { terraformSchemaJson } from '@hikube/terraform-provider/packaging';

/** The document that `terraform providers schema -json` prints for the provider. */
export async function providerSchema(): Promise<JsonObject> {
  // Schemas depend on nothing that a process has.
  const provider = createProvider({
    environment: {},
    now: () => 0,
    newId: () => '',
    after: () => {},
    version: 'schema',
  });
  const service = createProviderService(provider, { log: () => {} });
  const call = { signal: new AbortController().signal };
  return terraformSchemaJson(PROVIDER_ADDRESS, await service.GetProviderSchema({}, call));
}

/** The file with its content. */
export async function outputs(): Promise<Map<string, string>> {
  const document = await providerSchema();
  return new Map([['cdktf-provider/schema.json', `${JSON.stringify(document, null, 2)}\n`]]);
}
