// Rules that the contract does not follow in some place, each with the reason. One that excuses nothing is an error.

export interface Exception {
  readonly rule: string;
  /** Where it is not followed: the path in the document, joined by dots. */
  readonly where: RegExp;
  readonly reason: string;
  /** Only in the contract itself, or in its twin in OpenAPI 3.0; in both where it is not said. */
  readonly only?: 'contract' | 'twin';
}

export const EXCEPTIONS: readonly Exception[] = [
  {
    rule: 'license-url',
    only: 'contract',
    where: /^info\.license$/,
    reason: 'The licence has its SPDX identifier, and OpenAPI 3.1 allows only one of the two.',
  },
  {
    rule: 'contact-properties',
    where: /^info\.contact$/,
    reason: 'People are asked to write through the page, not to an address.',
  },
  {
    rule: 'openapi-tags-alphabetical',
    where: /^tags$/,
    reason: 'Tags stand in the order in which one learns the API.',
  },
  {
    rule: 'owasp:api8:2023-define-cors-origin',
    where: /\.headers$/,
    reason:
      'Access-Control-Allow-Origin is sent to the origins that an operator allows, none by default, and never to a client that is no page.',
  },
  {
    rule: 'owasp:api4:2023-rate-limit',
    where: /^components\.responses\.Unauthorized\.headers$/,
    reason: 'Who sends no valid token has no allowance of which something could be left.',
  },
  {
    rule: 'owasp:api4:2023-string-restricted',
    where: /./,
    reason:
      'Names for people, texts for people and ids of the platform have no pattern to state. What is a name, a version, a quantity or a moment has one, and our own linter demands a bound of everything.',
  },
  {
    rule: 'owasp:api4:2023-string-limit',
    where: /\.anyOf\.\d+$/,
    only: 'contract',
    reason: 'Any text beside the values of an open enum: the name of a value that nobody knows yet.',
  },
  {
    rule: 'owasp:api4:2023-string-limit',
    where: /\.application\/yaml\.schema$/,
    reason: 'A body is bounded in bytes, 256 KiB, and refused with 413 while it is read.',
  },
  {
    rule: 'owasp:api4:2023-string-limit',
    where: /^components\.schemas\.\w+\.(then|else)\./,
    only: 'contract',
    reason: 'A part of a condition: the field itself has its bound.',
  },
  {
    rule: 'owasp:api8:2023-no-server-http',
    where: /^servers\.1\.url$/,
    reason: 'The service on your own machine listens on the loopback interface, where TLS protects nothing.',
  },
  {
    rule: 'owasp:api2:2023-no-credentials-in-url',
    where: /^components\.parameters\.tokenParameter\.name$/,
    reason: 'It is the id of a token, as in every path of the API; the token itself is in no URL.',
  },
  {
    rule: 'owasp:api4:2023-string-limit',
    where: /^components\.schemas\./,
    reason:
      'The twin says less, for generators that make a type of every bound; the contract has these bounds.',
    only: 'twin',
  },
  {
    rule: 'owasp:api3:2023-no-additionalProperties',
    where: /^components\.schemas\./,
    reason:
      'Maps with keys of the user, such as labels and values of Helm; what has fields of ours is closed in requests.',
    only: 'twin',
  },
];
