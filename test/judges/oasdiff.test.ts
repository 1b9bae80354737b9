// A second opinion on what breaks clients: oasdiff gets the same planted changes, and the contract beside its last release.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mayBreak, readReleased } from '@hikube/contract-compiler/compare';
import type { Contract } from '@hikube/contract-compiler/schema';
import { beforeAll, describe, expect, test } from 'vitest';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { run } from '../support/program.ts';
import { missingGo } from '../support/toolchains.ts';
import { publishedContract } from './planted/contract-copy.ts';
import { ADDITIONS, BREAKS } from './planted/index.ts';
import type { Planted } from './planted/planted.ts';
import { inFolder } from './setting.ts';

const HERE = fileURLToPath(new URL('go/', import.meta.url));
const OASDIFF = join(HERE, 'generated/oasdiff');

/** What only our own comparison names; everything else both do. */
const ONLY_OURS = [
  'an operation has another id',
  'an operation stands under another tag',
  'an operation needs a higher scope',
  'a server is gone',
  'a parameter is written in another style',
  'fields of a body depend on each other',
  'a map no longer takes keys of one’s own',
  'a parameter has another default',
  'a field of a body has another default',
  'there is a second success',
  'an error status is gone',
  'a problem code of an operation is gone',
  'a problem code comes with another status',
  'a schema has another name',
];

/** What oasdiff takes for a break and is none: it does not see that an enum beside any text is open. */
const FALSE_ALARMS: Readonly<Record<string, string>> = {
  'an open enum grows': 'response-property-enum-value-added',
};

const leftOut = isForFullRun('oasdiff') || isLeftOut('oasdiff', missingGo());

/** Ids of the breaks from one contract to the next. */
async function breaks(before: Contract, next: Contract): Promise<string[]> {
  return inFolder(async (folder) => {
    const files = [join(folder, 'before.json'), join(folder, 'next.json')] as const;
    await writeFile(files[0], JSON.stringify(before));
    await writeFile(files[1], JSON.stringify(next));
    const options = ['breaking', ...files, '--format', 'json'];
    const { stdout } = await run(OASDIFF, options, { maxBuffer: 1 << 28 });
    const found = stdout.trim() === '' ? [] : (JSON.parse(stdout) as { readonly id: string }[]);
    return [...new Set(found.map(({ id }) => id))];
  });
}

let contract: Contract;

/** What it says of each planted change, four at a time. */
async function opinions(planted: readonly Planted[]): Promise<Map<string, string[]>> {
  const rest = [...planted];
  const said = new Map<string, string[]>();
  const worker = async () => {
    for (let each = rest.shift(); each !== undefined; each = rest.shift()) {
      const next = structuredClone(contract);
      each.plant(next);
      said.set(each.change, await breaks(contract, next));
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return said;
}

describe.skipIf(leftOut)('oasdiff', () => {
  beforeAll(async () => {
    await run('go', ['build', '-o', OASDIFF, 'github.com/oasdiff/oasdiff'], { cwd: HERE });
    contract = await publishedContract();
  }, 600_000);

  test('catches what our own comparison catches, but for what is listed here', async () => {
    const said = await opinions(BREAKS);
    const missed = BREAKS.filter(({ change }) => said.get(change)?.length === 0);
    console.log(
      `oasdiff: ${BREAKS.length - missed.length} of ${BREAKS.length} planted breaks caught; ours catches all`,
    );
    expect(missed.map(({ change }) => change)).toEqual(ONLY_OURS);
  });

  test('lets additions pass, but for what is listed here', async () => {
    const said = await opinions(ADDITIONS);
    const alarms = [...said].filter(([, ids]) => ids.length > 0);
    expect(Object.fromEntries(alarms)).toEqual(
      Object.fromEntries(Object.entries(FALSE_ALARMS).map(([change, id]) => [change, [id]])),
    );
  });

  test('finds no break of the last release that the version does not allow', async () => {
    const released = await readReleased();
    const isFree = released === undefined || mayBreak(released.version, contract.info.version);
    const found = isFree ? [] : await breaks(released.document, contract);
    console.log(`oasdiff: compared with ${isFree ? 'nothing, for nothing is fixed yet' : released.version}`);
    expect(found.filter((id) => !Object.values(FALSE_ALARMS).includes(id))).toEqual([]);
  });
});
