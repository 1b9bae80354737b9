// A provider with our schema, in our protocol layer, that does nothing: it hands back what Terraform sends. What a
// plan takes with it is what Terraform, gRPC and Node take, and the rest of a plan is ours.
import { decodeJson, encodeValue, serve, systemClock } from 'terraform-plugin/protocol';
import { newId } from '../random.ts';

/** Written in when the provider is packed, as it is into ours. */
const schema = process.env['HIKUBE_PROVIDER_SCHEMA'];

const NOTHING_TO_SAY = { diagnostics: [] };

serve({
  providerAddress: 'registry.terraform.io/hidora/hikube',
  schema: schema === undefined ? undefined : Buffer.from(schema, 'base64'),
  service: async ({ log }) => {
    const { createService } = await import('../provider-service.ts');
    const seam = {
      environment: {},
      now: () => systemClock.now().getTime(),
      newId,
      after: systemClock.after,
      version: 'pass-through',
    };
    const { GetMetadata, GetProviderSchema, GetFunctions, GetResourceIdentitySchemas, StopProvider } =
      createService(seam, { log });
    return {
      GetMetadata,
      GetProviderSchema,
      GetFunctions,
      GetResourceIdentitySchemas,
      StopProvider,
      ValidateProviderConfig: () => NOTHING_TO_SAY,
      ConfigureProvider: () => NOTHING_TO_SAY,
      ValidateResourceConfig: () => NOTHING_TO_SAY,
      UpgradeResourceState: ({ rawState }) => ({
        upgradedState: { msgpack: encodeValue(decodeJson(rawState?.json ?? new Uint8Array())) },
      }),
      ReadResource: ({ currentState, private: kept }) => ({ newState: currentState, private: kept }),
      PlanResourceChange: ({ proposedNewState, priorPrivate }) => ({
        plannedState: proposedNewState,
        plannedPrivate: priorPrivate,
      }),
    };
  },
});
