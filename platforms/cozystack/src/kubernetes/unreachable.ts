// Why there was no answer, in words: whoever reads them looks at another place for each.

/** By the code of a runtime. */
const WHY: readonly (readonly [RegExp, string])[] = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'the name of its server cannot be resolved'],
  [/^ECONNREFUSED$/, 'nothing listens at the address of its server'],
  [/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, 'there is no way to its server'],
  [/^CERT_HAS_EXPIRED$/, 'the certificate of its server has expired'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'the certificate of its server is for another name'],
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(GET_ISSUER_CERT|GET_ISSUER_CERT_LOCALLY|VERIFY_LEAF_SIGNATURE)|CERT_.+)$/,
    'the certificate of its server is not of the authority that the kubeconfig trusts',
  ],
];

/** A clause without an end. @param error what a fetch threw */
export function whyUnreachable(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    const [, why] = WHY.find(([codes]) => typeof code === 'string' && codes.test(code)) ?? [];
    if (why !== undefined) return why;
  }
  return 'there is no connection, or it broke';
}
