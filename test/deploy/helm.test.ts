// Helm itself: it has nothing to say of the chart, makes of each variant what is kept in rendered/, and refuses what cannot
// work. Its code comes as a library from PyPI. `npm run test:full -- test/deploy/helm.test.ts -u` writes rendered/ anew.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { CHART, over, renderedFile, type Values, variants } from './chart.support.ts';
import { pipe } from './pipe.support.ts';
import { WRONG } from './wrong.support.ts';

const HERE = fileURLToPath(new URL('python/', import.meta.url));
const PYTHON = `${HERE}.venv/bin/python`;
const install = 'python3 -m venv .venv && .venv/bin/pip install -r requirements.txt';
const missing = existsSync(PYTHON) ? undefined : `it is not installed; run ${install} in test/deploy/python`;
const leftOut = isForFullRun('Helm') || isLeftOut('Helm', missing);

interface Answer {
  readonly refused?: string;
  readonly findings?: readonly string[];
  /** By path of the template. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What `kubectl apply` would get: without notes, and without templates that make nothing. */
function objectsOf(files: Answer['files'] = {}): string {
  const texts = Object.entries(files)
    .filter(([path, text]) => path.endsWith('.yaml') && text.trim() !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return texts.map(([, text]) => `${text.trim()}\n`).join('---\n');
}

const choices = await variants();
const base = choices.get('sqlite-in-cluster')!;

describe.skipIf(leftOut)('helm', () => {
  let answers: Readonly<Record<string, Answer>>;
  beforeAll(async () => {
    const wrong = WRONG.map(({ why, values }): [string, Values] => [why, over(base, values)]);
    const values = Object.fromEntries([...choices, ...wrong]);
    answers = JSON.parse(await pipe(PYTHON, [`${HERE}render.py`], JSON.stringify({ chart: CHART, values })));
  });

  test.each([...choices.keys()])(
    '%s: nothing to complain of, and the objects that are kept',
    async (name) => {
      const { refused, findings, files } = answers[name]!;
      expect({ refused, findings }).toEqual({ refused: undefined, findings: [] });
      await expect(objectsOf(files)).toMatchFileSnapshot(renderedFile(name));
    },
  );

  test.each([...choices.keys()])('%s: the notes name what was made', (name) => {
    const notes = answers[name]!.files?.['hikube/templates/NOTES.txt'] ?? '';
    expect(notes).toContain(name === 'maintenance' ? 'maintenance=false' : 'rollout status');
  });

  test.each(WRONG)('refuses $why', ({ why }) => {
    expect(answers[why]).toEqual({ refused: expect.stringContaining('values') });
  });
});
