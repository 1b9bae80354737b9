// The program that terraform starts.
import { createProviderService } from 'terraform-plugin';
import { serve } from 'terraform-plugin/protocol';
import { ADDRESS, provider } from './provider.ts';

serve({ providerAddress: ADDRESS, service: ({ log }) => createProviderService(provider, { log }) });
