// Why there was no answer, in words: whoever reads them looks at another place for each.
import type { BlamedField } from './errors.ts';

/** Why there was no answer. */
interface Unreachable {
  /** A clause without an end. */
  readonly why: string;
  /** The field of the kubeconfig that may be to blame, where one is known. */
  readonly field?: BlamedField | undefined;
}

/** By the code of a runtime. */
const WHY: readonly (readonly [codes: RegExp, why: string, field?: BlamedField])[] = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'the name of its server cannot be resolved'],
  [/^ECONNREFUSED$/, 'nothing listens at the address of its server'],
  [/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, 'there is no way to its server'],
  [/^CERT_HAS_EXPIRED$/, 'the certificate of its server has expired'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'the certificate of its server is for another name', 'tls-server-name'],
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(GET_ISSUER_CERT|GET_ISSUER_CERT_LOCALLY|VERIFY_LEAF_SIGNATURE)|CERT_.+)$/,
    'the certificate of its server is not of the authority that the kubeconfig trusts',
    'certificate-authority',
  ],
];

/** @param error what a fetch threw */
export function whyUnreachable(error: unknown): Unreachable {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    const known = WHY.find(([codes]) => typeof code === 'string' && codes.test(code));
    if (known !== undefined) return { why: known[1], field: known[2] };
  }
  return { why: 'there is no connection, or it broke' };
}
