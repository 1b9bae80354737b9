// The portal is built once, in memory, and looked at from several sides.
import { stat } from 'node:fs/promises';
import { COMMANDS } from '@hikube/cli/help';
import { FINDING_CODES } from '@hikube/domain';
import { problems } from '@hikube/openapi/problems';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildPortal, type Files } from './build.ts';
import type { Sources } from './pages.ts';
import { problemExample } from './reference/problem-pages.ts';
import { targetOf } from './render/check-links.ts';
import { REPOSITORY } from './site.ts';
import { ROOT, readSources } from './sources.ts';

let sources: Sources;
let files: Files;
beforeAll(async () => {
  sources = await readSources();
  files = await buildPortal(sources);
});

const text = (path: string): string => String(files.get(path) ?? '');

/** What steps link to, whatever the language of the page. */
const linksOf = (steps: readonly string[]): readonly string[] =>
  steps.map((step) => (step.match(/\]\([^)]*\)/g) ?? []).join(' ').replaceAll(/\(\/(?:fr|de)\//g, '(/'));

describe('the portal', () => {
  it('has a page with a heading for every operation, schema, problem and command', () => {
    const { contract } = sources;
    const wanted = [
      ...contract.operations.map(({ operationId, summary }) => [`api/${operationId}.html`, summary]),
      ...Object.keys(contract.schemas).map((name) => [`api/schemas/${name}.html`, name]),
      ...Object.entries(problems).map(([code, { title }]) => [`problems/${code}.html`, title]),
      ...Object.keys(problems).map((code) => [
        `fr/problems/${code}.html`,
        sources.problemProse[code]!.fr.title,
      ]),
      ...Object.keys(problems).map((code) => [
        `de/problems/${code}.html`,
        sources.problemProse[code]!.de.title,
      ]),
      ...COMMANDS.map(({ words }) => [`cli/${words.join('/')}.html`, `hikube ${words.join(' ')}`]),
    ] as const;
    expect(wanted.length).toBeGreaterThan(300);
    for (const [path, title] of wanted)
      expect(text(path!).replaceAll('<wbr>', ''), path).toContain(`<h1>${title}</h1>`);
  });

  it('has the page of a problem where type leads', () => {
    const base = sources.contract.document.info['x-hikube-problem-types'];
    expect(base).toBe('https://docs.hikube.cloud/problems/');
    for (const code of Object.keys(problems)) {
      const { type } = problemExample(code, sources.problems[code]!, sources.contract) as { type: string };
      expect(files.has(`${type.slice('https://docs.hikube.cloud/'.length)}.html`)).toBe(true);
    }
  });

  it('shows the problems of the contract byte for byte', () => {
    const examples = sources.contract.document.components['examples']!;
    const known = Object.keys(problems).filter((code) => `problem.${code}` in examples);
    expect(known.length).toBeGreaterThan(20);
    for (const code of known)
      expect({ value: problemExample(code, sources.problems[code]!, sources.contract) }).toEqual({
        value: (examples[`problem.${code}`] as { value: unknown }).value,
      });
  });

  it('says what to do about every problem, in each language, and about none that there is not', () => {
    expect(Object.keys(sources.problemProse).sort()).toEqual(Object.keys(problems).sort());
    for (const { todo, fr, de } of Object.values(sources.problemProse)) {
      expect(todo.length).toBeGreaterThan(0);
      for (const said of [fr, de]) {
        expect(said.todo).toHaveLength(todo.length);
        expect(linksOf(said.todo)).toEqual(linksOf(todo));
      }
    }
  });

  it('says the default of a parameter', () => {
    expect(text('api/listClusters.md')).toMatch(/^- `limit` \(.*; default 50\): /m);
  });

  it('shows every argument, flag and example of a command', () => {
    for (const { words, args, flags, examples } of COMMANDS) {
      const page = text(`cli/${words.join('/')}.md`);
      for (const { name } of args) expect(page).toContain(`- \`<${name}>\``);
      for (const { name, aliases } of flags)
        for (const typed of [name, ...aliases]) expect(page, words.join(' ')).toContain(typed);
      for (const line of examples) expect(page).toContain(`\n${line}\n`);
    }
  });

  it('leads from an operation to its command, and back', () => {
    expect(text('api/createNodeGroup.md')).toContain('](../cli/node-group/create.md)');
    expect(text('cli/node-group/create.md')).toContain('](../../api/createNodeGroup.md)');
    const called = sources.contract.operations.filter(({ operationId }) =>
      text(`api/${operationId}.md`).includes('- At a terminal: '),
    );
    const sampled = sources.contract.operations.filter((each) =>
      each['x-codeSamples']?.some(({ label }) => label === 'CLI'),
    );
    expect(called.length).toBe(sampled.length);
    expect(called.length).toBeGreaterThan(50);
  });

  it('names every rule of a field where it can be linked, in each language', () => {
    for (const page of ['problems/rules.html', 'fr/problems/rules.html', 'de/problems/rules.html'])
      for (const code of FINDING_CODES) expect(text(page), page).toContain(`id="${code}"`);
    for (const meanings of Object.values(sources.ruleProse))
      expect(Object.keys(meanings).sort()).toEqual([...FINDING_CODES].sort());
  });

  it('has a Markdown twin of each page, which has its title and links to twins only', () => {
    const pages = [...files.keys()].filter((path) => path.endsWith('.html'));
    for (const page of pages) {
      const twin = text(page.replace(/html$/, 'md'));
      expect(twin, page).toMatch(/^# \S/);
      for (const [, link = ''] of twin
        .replaceAll(/```.*?```|`[^`]*`/gs, '')
        .matchAll(/\]\((?!https?:|#)([^)]+)\)/g)) {
        expect(link, page).toMatch(/\.(?:md|json|xml)(?:#|$)/);
        expect(files.has(targetOf(page, link).file), `${page}: ${link}`).toBe(true);
      }
    }
  });

  it('leads to files that are there, where it leads into the repository, and to one of each page', async () => {
    const led = new Set<string>();
    for (const [path, content] of files) {
      if (!path.endsWith('.html')) continue;
      const into = [...String(content).matchAll(/href="([^"#]*)/g)].flatMap(([, link = '']) =>
        link.startsWith(`${REPOSITORY}/`) ? [link.slice(REPOSITORY.length + 1)] : [],
      );
      expect(
        into.filter((link) => link.startsWith('edit/main/')),
        path,
      ).toHaveLength(1);
      for (const link of into) led.add(link);
    }
    expect(led.size).toBeGreaterThan(100);
    for (const link of led) {
      const [, how, file = ''] = /^(\w+)\/main\/(.*)$/.exec(link) ?? [];
      const found = await stat(`${ROOT}${file}`).catch(() => undefined);
      expect(how === 'edit' ? found?.isFile() : found !== undefined, link).toBe(true);
    }
  });

  it('has a page for where there is none, in each language, which works below any address', () => {
    for (const [path, other] of [
      ['404.html', '/fr/404.html'],
      ['fr/404.html', '/404.html'],
      ['de/404.html', '/fr/404.html'],
    ] as const) {
      const page = text(path);
      expect(page.match(/data-search/g)?.length).toBe(2);
      expect(page).toContain(`href="${other}"`);
      for (const [, link = ''] of page.matchAll(/\s(?:href|src)="([^"]*)"/g))
        expect(link, path).toMatch(/^(?:\/(?!\/)|#|https:)/);
    }
    expect(text('search/en.json')).not.toContain('There is no such page');
    expect(text('llms.txt')).not.toContain('404.md');
  });

  it('leads from each address of a page that was to one that is', () => {
    const lines = text('_redirects').trim().split('\n');
    expect(lines.length).toBeGreaterThan(60);
    for (const line of lines) {
      const [from = '', to = ''] = line.split(' ');
      const { file, hash } = targetOf('index.html', to);
      const target = [file, `${file}.html`].find((each) => files.has(each));
      expect(target, line).toBeDefined();
      if (hash !== '') expect(text(target!), line).toContain(`id="${hash}"`);
      expect(files.has(from.slice(1)) || files.has(`${from.slice(1)}.html`), line).toBe(false);
    }
    expect(lines).toContain('/cli/cluster /cli/commands#cluster 301');
  });

  it('has what is read first in German, which leads to the others and is led to from them', () => {
    const page = text('de/index.html');
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('data-start-emulator');
    const leadsTo = (path: string) =>
      [...text(path).matchAll(/class="tool" hreflang="(\w+)"/g)].map(([, to]) => to);
    expect(leadsTo('de/index.html')).toEqual(['en', 'fr']);
    expect(leadsTo('index.html')).toEqual(['fr', 'de']);
    expect(leadsTo('fr/index.html')).toEqual(['en', 'de']);
    expect(leadsTo('fr/problems/not_found.html')).toEqual(['en', 'de']);
    expect(leadsTo('concepts/sites.html')).toEqual(['fr', 'de']);
    // Where there is no German, nothing promises it.
    expect(leadsTo('api/createCluster.html')).toEqual(['fr']);
    expect(leadsTo('fr/guides/upgrade.html')).toEqual(['en']);
    expect(text('search/de.json')).toContain('/api/createCluster');
  });

  it('stays in the language of the reader where there is such a page', () => {
    const strays: string[] = [];
    let stays = 0;
    for (const [path, content] of files) {
      const [, language] = /^(fr|de)\/.*\.html$/.exec(path) ?? [];
      if (language === undefined) continue;
      const shown = String(content).replaceAll(/<a class="tool".*?<\/a>|<link[^>]*>/gs, '');
      for (const [, link = ''] of shown.matchAll(/\shref="((?![a-z]+:)[^"]*\.html[^"]*|[^":]*\/)"/g)) {
        const { file } = targetOf(path, link);
        if (file.startsWith(`${language}/`)) stays += 1;
        else if (files.has(`${language}/${file}`)) strays.push(`${path}: ${link}`);
      }
    }
    expect(stays).toBeGreaterThan(1000);
    expect(strays).toEqual([]);
  });

  it('begins no line of French with a sign that belongs to the one above', () => {
    for (const [path, content] of files) {
      if (!/^fr\/.*\.html$/.test(path)) continue;
      const prose = String(content)
        .replaceAll(/<(pre|code|textarea)\b.*?<\/\1>/gs, '')
        .replaceAll(/<[^>]*>/g, '');
      expect(prose.match(/.{0,20}(?: [;:!?»]|« ).{0,10}/g) ?? [], path).toEqual([]);
    }
    expect(text('fr/problems/quota_exceeded.html')).toContain('La renvoyer\u202f?');
    // What is copied keeps its plain spaces.
    const copied = text('fr/guides/walk-through.html').match(/<pre.*?<\/pre>/gs) ?? [];
    expect(copied.length).toBeGreaterThan(10);
    expect(copied.join('')).not.toContain('\u202f');
  });

  it('asks nobody else for anything, and has no script or style inside a page', () => {
    for (const [path, content] of files) {
      if (!path.endsWith('.html')) continue;
      expect(String(content), path).not.toMatch(
        /<(?:script|link|img|iframe)[^>]*(?:src|href)="(?:https?:)?\/\//,
      );
      expect(String(content), path).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle="|\son\w+="/);
    }
  });

  it('carries little script: what every page loads, and what the search adds', () => {
    expect(text('portal.js').length).toBeGreaterThan(1000);
    expect((files.get('portal.js')?.length ?? 0) + (files.get('theme.js')?.length ?? 0)).toBeLessThan(10_000);
    const scripts = [...files].filter(([path]) => path.startsWith('scripts/search'));
    expect(scripts).toHaveLength(1);
    expect(scripts[0]![1].length).toBeLessThan(30_000);
  });

  it('tells programs where everything is', () => {
    const list = text('llms.txt');
    for (const [, link = ''] of list.matchAll(/\]\(([^)]+)\)/g)) expect(files.has(link), link).toBe(true);
    expect(list).toContain('(api/createCluster.md)');
    expect(text('changes.xml')).toMatch(/^<\?xml/);
    expect(text('changes.xml').match(/<entry>/g)?.length).toBeGreaterThan(10);
  });
});

describe('a guide', () => {
  it.each(['guides/upgrade', 'fr/guides/upgrade'])(
    'lets samples be pressed where they are told of: %s',
    (path) => {
      const page = text(`${path}.html`);
      for (const operationId of ['getUpgradePlan', 'createVersionUpgrade'])
        expect(page).toContain(`id="try-${operationId}"`);
      expect(page).not.toMatch(/portal:|:::/);
      expect(text(`${path}.md`)).not.toMatch(/portal:|:::/);
    },
  );

  it('can show the emulator', () => {
    for (const path of ['guides/outages', 'guides/testing', 'fr/guides/testing'])
      expect(text(`${path}.html`), path).toContain('data-start-emulator');
  });

  it.each(['try noSuchOperation', 'no-such-drawing'])('names what there is not: %s', async (name) => {
    const page = sources.documents.find(({ path }) => path === 'guides/operate')!;
    const broken = { ...page, text: `${page.text}\n\n<!-- portal: ${name} -->\n` };
    const documents = sources.documents.map((each) => (each === page ? broken : each));
    await expect(buildPortal({ ...sources, documents })).rejects.toThrow(name.replace('try ', ''));
  });
});

describe('the build', () => {
  it('refuses a link that leads nowhere, and names it', async () => {
    const page = sources.documents.find(({ path }) => path === 'guides/operate')!;
    const broken = { ...page, text: `${page.text}\n[gone](/guides/gone#here)\n` };
    const documents = sources.documents.map((each) => (each === page ? broken : each));
    await expect(buildPortal({ ...sources, documents })).rejects.toThrow(
      /guides\/operate\.html: gone\.html#here/,
    );
  });
});
