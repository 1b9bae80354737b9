// A page for each problem code, at the address that `type` of an answer has, and beside it in the other languages.
import { type Block, type Language, type OtherLanguage, type Page, twinPath } from '../site.ts';
import { type Words, wordsOf } from '../words/words.ts';
import type { Contract } from './contract.ts';
import { type Json, show } from './json.ts';

/** What `openapi/problems.yaml` says of a code. */
export interface ProblemEntry {
  readonly status: number;
  readonly title: string;
  readonly retryable: boolean;
  readonly description: string;
  readonly example: { readonly detail: string; readonly [member: string]: Json };
}

interface Said {
  readonly title: string;
  readonly description: string;
  readonly todo: readonly string[];
}

/** What `content/problems.yaml` says of a code; title and description are in English in the contract. */
export type ProblemProse = Pick<Said, 'todo'> & Readonly<Record<OtherLanguage, Said>>;

interface Parts {
  readonly code: string;
  readonly facts: ProblemEntry;
  readonly prose: ProblemProse;
  readonly language: Language;
  readonly contract: Contract;
}

/** One page for each code and language, with the list of them. */
export function problemPages(
  problems: Readonly<Record<string, ProblemEntry>>,
  prose: Readonly<Record<string, ProblemProse>>,
  contract: Contract,
  language: Language,
): readonly Page[] {
  const pages = Object.entries(problems).map(([code, facts]) => {
    const entry = prose[code];
    if (entry === undefined)
      throw new Error(`content/problems.yaml says nothing of ${code}: write what to do about it.`);
    return problemPage({ code, facts, prose: entry, language, contract });
  });
  return [listPage(pages, language), ...pages];
}

function problemPage({ code, facts, prose, language, contract }: Parts): Page {
  const words = wordsOf(language);
  const { title, description, todo } = language === 'en' ? { ...facts, todo: prose.todo } : prose[language];
  const said = words.problem;
  return {
    path: twinPath(`problems/${code}`, language),
    language,
    section: 'problems',
    group: `HTTP ${facts.status}`,
    title,
    shortTitle: code,
    lead: description,
    keywords: [code, `HTTP ${facts.status}`, code.replaceAll('_', ' ')],
    source: 'docs/content/problems.yaml',
    blocks: [
      {
        kind: 'facts',
        rows: [
          [said.code, `\`${code}\``],
          [said.status, String(facts.status)],
          [said.cause, causeOf(facts.status, words)],
          [said.again, facts.retryable ? said.retryable : said.notRetryable],
        ],
      },
      { kind: 'heading', level: 2, text: said.todo, id: 'what-to-do' },
      { kind: 'prose', markdown: todo.map((step, at) => `${at + 1}. ${step}`).join('\n') },
      ...exampleBlocks(code, facts, words, contract),
      ...meetOf(code, words, contract),
      ...explainOf(code, words),
      ...operationsOf(code, language, contract),
    ],
  };
}

function causeOf(status: number, { problem }: Words): string {
  if (status >= 500) return problem.causedByService;
  return status === 429 ? problem.causedByRate : problem.causedByRequest;
}

/** One such answer, as the contract shows it. */
export function problemExample(code: string, entry: ProblemEntry, contract: Contract): Json {
  const { title, status, retryable } = entry;
  const { detail, ...rest } = entry.example;
  const type = `${contract.document.info['x-hikube-problem-types']}${code}`;
  return { type, title, status, code, detail, requestId: 'req-01jnb4v7q8k9', retryable, errors: [], ...rest };
}

function exampleBlocks(
  code: string,
  facts: ProblemEntry,
  { problem }: Words,
  contract: Contract,
): readonly Block[] {
  const source = show(problemExample(code, facts, contract));
  return [
    { kind: 'heading', level: 2, text: problem.example, id: 'example' },
    { kind: 'code', sample: { label: 'JSON', language: 'json', source } },
  ];
}

const FIRST_LINES = /^(import .*?createClient\(\);[^\n]*\n)\n(.*)$/s;

/** Whether a sample names nothing that an earlier one has made, such as `upgrade`. */
function standsAlone(source: string): boolean {
  const used = [...source.matchAll(/[(,]\s*([a-z]\w*)(?=\s*[,).])/g)].map(([, name = '']) => name);
  return used.every((name) => new RegExp(`(?:const|let) ${name}\\b`).test(source));
}

/** How a program recognises it: around the sample of an operation that can answer with it. */
export function catchSample(code: string, contract: Contract): string | undefined {
  const users = contract.operations.filter((each) => each['x-hikube-problems'].includes(code));
  const samples = users.map((each) => each['x-codeSamples']?.find(({ label }) => label === 'SDK')?.source);
  const sample = samples.find(
    (source) => source !== undefined && FIRST_LINES.test(source) && standsAlone(source),
  );
  const [, head = '', body = ''] = FIRST_LINES.exec(sample ?? '') ?? [];
  if (body === '') return undefined;
  const lines = body.trim().replaceAll(/^(?=.)/gm, '  ');
  const caught = `  if (!isHikubeError(error, '${code}')) throw error;\n  console.error(error.message, error.requestId);`;
  return `${head.replace('{ createClient', '{ createClient, isHikubeError')}\ntry {\n${lines}\n} catch (error) {\n${caught}\n}`;
}

function meetOf(code: string, { problem }: Words, contract: Contract): readonly Block[] {
  const source = catchSample(code, contract);
  if (source === undefined) return [];
  return [
    { kind: 'heading', level: 2, text: problem.meet, id: 'in-a-program' },
    { kind: 'code', sample: { label: 'SDK', language: 'typescript', source } },
  ];
}

/** The same at a terminal, and in a tool that shows only the code. */
function explainOf(code: string, { problem }: Words): readonly Block[] {
  const source = `hikube explain ${code}`;
  return [
    { kind: 'heading', level: 2, text: problem.explain, id: 'at-a-terminal' },
    { kind: 'code', sample: { label: 'CLI', language: 'bash', source } },
    { kind: 'prose', markdown: problem.explainText },
  ];
}

function operationsOf(code: string, language: Language, contract: Contract): readonly Block[] {
  const { problem } = wordsOf(language);
  const users = contract.operations.filter((each) => each['x-hikube-problems'].includes(code));
  if (users.length === 0) return [];
  if (users.length === contract.operations.length)
    return [
      { kind: 'heading', level: 2, text: problem.operations, id: 'operations' },
      { kind: 'prose', markdown: problem.everyOperation },
    ];
  return [
    { kind: 'heading', level: 2, text: problem.operations, id: 'operations' },
    {
      kind: 'table',
      head: ['', problem.operation],
      rows: users.map(({ method, summary, operationId }) => [
        `\`${method}\``,
        // What the contract says of it is in English.
        `[${language === 'en' ? summary : `\`${operationId}\``}](/api/${operationId})`,
      ]),
    },
  ];
}

function listPage(pages: readonly Page[], language: Language): Page {
  const { problem } = wordsOf(language);
  return {
    path: twinPath('problems/index', language),
    language,
    section: 'problems',
    group: '',
    title: problem.listTitle,
    lead: problem.listLead,
    source: 'docs/content/problems.yaml',
    blocks: [
      {
        kind: 'table',
        head: [problem.code, problem.status, problem.says],
        rows: pages.map(({ path, shortTitle = '', title, group }) => [
          `[\`${shortTitle}\`](/${path})`,
          group.replace('HTTP ', ''),
          title,
        ]),
      },
    ],
  };
}
