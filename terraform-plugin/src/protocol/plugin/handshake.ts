// The handshake: what the host puts into the environment, and the line that we answer on stdout.
import { type ClientPin, parseClientPin } from '../tls/client-pin.ts';
import type { Address } from './endpoint.ts';

const MAGIC_COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';
const CORE_PROTOCOL = 1;
const PROVIDER_PROTOCOL = 6;

/** Why the process will not serve, in one sentence for the person who reads the terminal. */
export class HandshakeError extends Error {
  override name = 'HandshakeError';
}

/**
 * Checks that Terraform is the parent and gives the only client to let in.
 * @throws HandshakeError when anything else started us, or speaks another protocol.
 */
export function readHandshake(env: Record<string, string | undefined>): ClientPin {
  if (env['TF_PLUGIN_MAGIC_COOKIE'] !== MAGIC_COOKIE) {
    throw new HandshakeError(
      'This program is a Terraform provider: terraform starts it by itself, so run "terraform init" instead, ' +
        'or pass --debug to attach a debugger.',
    );
  }
  const offered = env['PLUGIN_PROTOCOL_VERSIONS'];
  if (offered && !offered.split(',').map(Number).includes(PROVIDER_PROTOCOL)) {
    throw new HandshakeError(
      `This provider needs plugin protocol ${PROVIDER_PROTOCOL} but the host offers ${offered}: ` +
        'use Terraform 1.0 or later.',
    );
  }
  return readClientPin(env['PLUGIN_CLIENT_CERT']);
}

function readClientPin(pem: string | undefined): ClientPin {
  if (!pem) {
    throw new HandshakeError(
      'The host gave no client certificate (PLUGIN_CLIENT_CERT), and this provider serves nobody without one: ' +
        'start it from terraform, which always sends it.',
    );
  }
  try {
    return parseClientPin(pem);
  } catch {
    throw new HandshakeError(
      'The client certificate in PLUGIN_CLIENT_CERT cannot be read: start the provider from terraform.',
    );
  }
}

/** The line that tells the host where we listen and which certificate to trust (base64 without padding). */
export function announcement({ network, address }: Address, certificate: Buffer): string {
  const trusted = certificate.toString('base64').replace(/=+$/, '');
  return `${CORE_PROTOCOL}|${PROVIDER_PROTOCOL}|${network}|${address}|grpc|${trusted}\n`;
}

/**
 * The value of `TF_REATTACH_PROVIDERS` that makes Terraform or OpenTofu use a provider that already runs, without TLS.
 * `Test` tells it not to end the process afterwards.
 */
export function reattachConfig(providerAddress: string, { network, address }: Address, pid: number): string {
  const running = {
    Protocol: 'grpc',
    ProtocolVersion: PROVIDER_PROTOCOL,
    Pid: pid,
    Test: true,
    Addr: { Network: network, String: address },
  };
  return JSON.stringify(Object.fromEntries(namesOf(providerAddress).map((name) => [name, running])));
}

/** OpenTofu calls what is in the registry of Terraform by the name of its own. */
function namesOf(providerAddress: string): string[] {
  const [host, ...rest] = providerAddress.split('/');
  const name = rest.join('/');
  return host === 'registry.terraform.io'
    ? [providerAddress, `registry.opentofu.org/${name}`]
    : [providerAddress];
}
