// Pages of the SDK and of the constructs: one for each class, and one for each kind of the rest.
import type { Block, Page, Section } from '../site.ts';
import type { Export, Member } from './tsdoc.ts';

/** A package of which pages are made. */
export interface PackageExports {
  readonly section: Extract<Section, 'sdk' | 'constructs'>;
  /** Name under which it is imported. */
  readonly name: string;
  readonly exports: readonly Export[];
}

const KINDS = [
  ['function', 'functions', 'Functions'],
  ['interface', 'interfaces', 'Interfaces'],
  ['type', 'types', 'Types'],
  ['constant', 'constants', 'Constants'],
] as const;

/** One page for each class, and one for all functions, interfaces, types and constants. */
export function packagePages({ section, name, exports }: PackageExports): readonly Page[] {
  const page = (
    path: string,
    title: string,
    lead: string,
    source: string,
    blocks: readonly Block[],
    names: readonly string[],
  ): Page => ({
    path: `${section}/${path}`,
    language: 'en',
    section,
    group: 'Reference',
    title,
    lead,
    keywords: names,
    source,
    blocks,
  });
  const classes = exports
    .filter(({ kind }) => kind === 'class')
    .map((each) => {
      const [said = '', ...more] = each.text.split('\n\n');
      const lead = said === '' ? `What \`${each.name}\` of \`${name}\` can be asked.` : said;
      const blocks: Block[] = [
        {
          kind: 'code',
          sample: { label: 'import', language: 'ts', source: `import { ${each.name} } from '${name}';` },
        },
        ...(each.signature === ''
          ? []
          : [{ kind: 'facts', rows: [['Is', `\`${each.signature}\``]] } as const]),
        ...(more.length === 0 ? [] : [{ kind: 'prose', markdown: more.join('\n\n') } as const]),
        ...membersBlocks(each.members),
      ];
      return page(each.name, each.name, lead, each.file, blocks, [
        each.name,
        ...each.members.map((member) => member.name),
      ]);
    });
  const rest = KINDS.flatMap(([kind, path, title]) => {
    const members = exports.filter((each) => each.kind === kind).sort((a, b) => a.name.localeCompare(b.name));
    if (members.length === 0) return [];
    const lead = `The ${title.toLowerCase()} that \`${name}\` exports.`;
    return [page(path, title, lead, members[0]!.file, members.flatMap(exportBlocks), [name])];
  });
  return [...classes, ...rest];
}

function exportBlocks({ name, signature, text, members, kind }: Export): readonly Block[] {
  const source = kind === 'type' ? `type ${name} = ${signature}` : `${name}: ${signature}`;
  return [
    { kind: 'heading', level: 2, text: name, id: name },
    ...(text === '' ? [] : [{ kind: 'prose', markdown: text } as const]),
    ...(signature === '' || kind === 'interface'
      ? []
      : [{ kind: 'code', sample: { label: name, language: 'ts', source } } as const]),
    ...memberProperties(members, name),
  ];
}

function membersBlocks(members: readonly Member[]): readonly Block[] {
  return members
    .filter(({ text, signature }) => text !== '' || signature !== '')
    .flatMap(({ name, signature, text }): Block[] => [
      { kind: 'heading', level: 2, text: name, id: name.replace('?', '') },
      ...(text === '' ? [] : [{ kind: 'prose', markdown: text } as const]),
      { kind: 'code', sample: { label: name, language: 'ts', source: `${name}: ${signature}` } },
    ]);
}

function memberProperties(members: readonly Member[], owner: string): readonly Block[] {
  if (members.length === 0) return [];
  return [
    {
      kind: 'properties',
      properties: members.map(({ name, signature, text }) => ({
        name: name.replace('?', ''),
        id: `${owner}-${name.replace('?', '')}`,
        type: `\`${signature.replaceAll('`', '’')}\``,
        chips: name.endsWith('?') ? [{ text: 'optional', tone: 'plain' } as const] : [],
        text,
      })),
    },
  ];
}
