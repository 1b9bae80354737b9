// A page for each operation: what it does, what it takes, what it answers, how it is refused, and how it is asked.
import type { Block, Page, Property, Sample } from '../site.ts';
import { commandLink } from './cli-pages.ts';
import type { Answer, Content, Contract, Operation, Parameter } from './contract.ts';
import { schemaName } from './contract.ts';
import { show } from './json.ts';
import { defaultChip, propertiesOf, typeText, withoutDefault } from './property.ts';
import { tryPanel } from './try-panel.ts';

const LANGUAGES: Readonly<Record<string, string>> = { Shell: 'bash', TypeScript: 'typescript', HCL: 'hcl' };

/** Samples of an operation, in the order of the contract. */
export function samplesOf(operation: Operation): readonly Sample[] {
  return (operation['x-codeSamples'] ?? []).map(({ label, lang, source }) => ({
    label,
    language: LANGUAGES[lang] ?? lang,
    source,
  }));
}

/** One page for each operation, previews in a group of their own. */
export function operationPages(contract: Contract): readonly Page[] {
  return contract.operations.map((operation) => operationPage(operation, contract));
}

function operationPage(operation: Operation, contract: Contract): Page {
  const { operationId, summary, description, method, path } = operation;
  const [first = '', ...more] = description
    .replace(/\n*Needs a token with the scope `\w+`\.?$/, '')
    .trim()
    .split('\n\n');
  const isPreview = operation['x-hikube-previews'] !== undefined;
  return {
    path: `api/${operationId}`,
    language: 'en',
    section: 'api',
    group: isPreview ? 'Previews' : contract.tagName(operation),
    title: summary,
    lead: first,
    method,
    keywords: [operationId, `${method} ${path}`, path, path.replace('{cluster}', '-'), ...operation.tags],
    source: `openapi/paths/${operation.tags[0]}.yaml`,
    blocks: [
      { kind: 'operation', method, path },
      ...(more.length > 0 ? [{ kind: 'prose', markdown: more.join('\n\n') } as const] : []),
      { kind: 'facts', rows: factsOf(operation, contract) },
      ...parameterBlocks(operation, contract),
      ...bodyBlocks(operation, contract),
      ...answerBlocks(operation, contract),
      ...problemBlocks(operation, contract),
    ],
    aside: asideOf(operation, contract),
  };
}

function factsOf(operation: Operation, contract: Contract): readonly (readonly [string, string])[] {
  const kind = operation['x-hikube-operation']?.kind;
  const previewed = operation['x-hikube-previews'];
  const preview = contract.operations.find((other) => other['x-hikube-previews'] === operation.operationId);
  const facts: (readonly [string, string])[] = [['Scope', `\`${operation['x-hikube-scope']}\``]];
  if (kind !== undefined) facts.push(['Starts', `an [operation](/api/schemas/Operation) \`${kind}\``]);
  if (preview !== undefined)
    facts.push([
      'See first',
      `[what it would do](/api/${preview.operationId}): the same request, which changes nothing`,
    ]);
  if (previewed !== undefined)
    facts.push(['Stands for', `[the change itself](/api/${previewed}); this one changes nothing`]);
  const command = commandLink(operation);
  if (command !== undefined) facts.push(['At a terminal', command]);
  facts.push(['Called', `\`${operation.operationId}\` in the contract`]);
  return facts;
}

function parameterBlocks(operation: Operation, contract: Contract): readonly Block[] {
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const item = contract.document.paths[operation.path.slice('/v1'.length)] ?? {};
  const all = [...((item['parameters'] as Operation['parameters']) ?? []), ...(operation.parameters ?? [])];
  const parameters = all.map((each) => contract.resolve<Parameter>(each));
  const missing = inPath.filter((name) => !parameters.some((each) => each.name === name));
  if (missing.length > 0)
    throw new Error(`${operation.operationId} does not describe ${missing.join(', ')}.`);
  if (parameters.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Parameters' },
    { kind: 'properties', properties: parameters.map(parameterOf) },
  ];
}

function parameterOf({ name, in: place, required, description = '', schema }: Parameter): Property {
  return {
    name,
    type: typeText(schema),
    text: withoutDefault(description),
    chips: [
      { text: place, tone: 'plain' },
      ...(required === true ? [{ text: 'required', tone: 'fixed' } as const] : []),
      ...defaultChip(schema),
    ],
  };
}

function bodyBlocks({ requestBody }: Operation, contract: Contract): readonly Block[] {
  if (requestBody === undefined) return [];
  const [[type, content] = ['', {}]] = Object.entries(requestBody.content);
  const name = schemaName(content.schema ?? {});
  const others = Object.keys(requestBody.content).filter((each) => each !== type);
  const intro = `\`${type}\`${others.length > 0 ? `, or ${others.map((each) => `\`${each}\``).join(', ')}` : ''}`;
  return [
    { kind: 'heading', level: 2, text: 'Body' },
    { kind: 'prose', markdown: `${intro}: ${typeText(content.schema ?? {})}.` },
    ...(name === undefined
      ? []
      : [{ kind: 'properties', properties: propertiesOf(name, contract) } as const]),
  ];
}

/** The one answer that is no refusal. */
function successOf(operation: Operation, contract: Contract): { status: string; answer: Answer } {
  const [status = '', answer] =
    Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? [];
  if (answer === undefined) throw new Error(`${operation.operationId} has no success.`);
  return { status, answer: contract.resolve<Answer>(answer) };
}

function answerBlocks(operation: Operation, contract: Contract): readonly Block[] {
  const { status, answer } = successOf(operation, contract);
  const contents = Object.entries(answer.content ?? {});
  const types = contents.map(([type, { schema = {} }]) => `\`${type}\`: ${typeText(schema)}`);
  const headers = Object.keys(answer.headers ?? {}).map((name) => `\`${name}\``);
  return [
    { kind: 'heading', level: 2, text: 'Answer' },
    {
      kind: 'prose',
      markdown: `**${status}** ${answer.description}${types.length > 0 ? ` ${types.join(' or ')}.` : ''}`,
    },
    { kind: 'prose', markdown: `Headers: ${headers.join(', ')}.` },
  ];
}

function problemBlocks(operation: Operation, contract: Contract): readonly Block[] {
  const rows = operation['x-hikube-problems'].map((code) => {
    const { title, status } = problemOf(code, contract);
    return [`[\`${code}\`](/problems/${code})`, String(status), title];
  });
  return [
    { kind: 'heading', level: 2, text: 'Problems' },
    { kind: 'table', head: ['Code', 'Status', 'Says'], rows },
  ];
}

function problemOf(code: string, contract: Contract): { title: string; status: number } {
  const example = contract.document.components['examples']?.[`problem.${code}`] as {
    value: { title: string; status: number };
  };
  return example.value;
}

function asideOf(operation: Operation, contract: Contract): readonly Block[] {
  const { status, answer } = successOf(operation, contract);
  const blocks: Block[] = [];
  const samples = samplesOf(operation);
  if (samples.length > 0) blocks.push({ kind: 'samples', label: 'Request', samples });
  blocks.push(...tryPanel(operation));
  const [[type, content] = ['', undefined]] = Object.entries<Content>(answer.content ?? {});
  const example = contract.example(content);
  if (example !== undefined) {
    const source = typeof example === 'string' ? example : show(example);
    const language = type.includes('yaml') ? 'yaml' : 'json';
    blocks.push({ kind: 'heading', level: 2, text: `Answer ${status}`, id: 'example' });
    blocks.push({ kind: 'code', sample: { label: status, language, source } });
  }
  return blocks;
}
