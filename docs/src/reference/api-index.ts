// The first page of the API: what holds for every operation, and the list of them.
import type { Block, Page } from '../site.ts';
import type { Contract } from './contract.ts';

/** The introduction of the contract, then its operations by what they are about, then its schemas. */
export function apiIndex(contract: Contract): Page {
  const { info, tags } = contract.document;
  const [lead = '', ...rest] = info.description.split('\n\n');
  return {
    path: 'api/index',
    language: 'en',
    section: 'api',
    group: '',
    title: 'API',
    lead,
    keywords: [
      'OpenAPI',
      'openapi.json',
      'authentication',
      'pagination',
      'idempotency',
      'ETag',
      'limits',
      'versioning',
      'HIKUBE_TOKEN',
      'HIKUBE_ENDPOINT',
    ],
    source: 'openapi/introduction.md',
    blocks: [
      { kind: 'prose', markdown: rest.join('\n\n') },
      { kind: 'heading', level: 2, text: 'Where it is' },
      {
        kind: 'prose',
        markdown:
          'The contract is [openapi.json](/openapi.json), OpenAPI 3.1. Clients take the address from `HIKUBE_ENDPOINT` and the token from `HIKUBE_TOKEN`.',
      },
      { kind: 'heading', level: 2, text: 'Operations' },
      ...tags.flatMap((tag): Block[] => [
        { kind: 'heading', level: 3, text: tag['x-displayName'] },
        { kind: 'prose', markdown: tag.description },
        {
          kind: 'table',
          head: ['', 'Operation', 'Path'],
          rows: contract.operations
            .filter(({ tags: [first] }) => first === tag.name)
            .map(({ method, summary, operationId, path }) => [
              `\`${method}\``,
              `[${summary}](/api/${operationId})`,
              `\`${path}\``,
            ]),
        },
      ]),
      { kind: 'heading', level: 2, text: 'Schemas' },
      {
        kind: 'prose',
        markdown: Object.keys(contract.schemas)
          .map((name) => `[${name}](/api/schemas/${name})`)
          .join(' · '),
      },
    ],
  };
}
