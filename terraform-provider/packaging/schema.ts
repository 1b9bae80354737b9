// The schema as Terraform gets it. It is the same in every process, and one of the processes of each command is asked
// for nothing else, so it is made once, when the provider is packed.
import { encodeMessage, type Responses, rpcs } from 'terraform-plugin/protocol';
import { createService } from '../src/provider-service.ts';
import { version } from './release.ts';

/** The bytes of the answer to GetProviderSchema. */
export function encodedSchema(): Uint8Array {
  const seam = { environment: {}, now: () => 0, newId: () => '', after: () => {}, version };
  const service = createService(seam, { log: () => {} });
  const call = { signal: new AbortController().signal };
  const schema = service.GetProviderSchema({}, call) as Responses['GetProviderSchema'];
  return encodeMessage(rpcs.GetProviderSchema.response, schema);
}
