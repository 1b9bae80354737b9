// Spectral's rules for OpenAPI and those of OWASP for the security of APIs: nothing is found that is not excused.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { CONTRACT, TWIN } from '../support/contract-files.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { run } from '../support/program.ts';
import { EXCEPTIONS } from './spectral-exceptions.ts';

const HERE = fileURLToPath(new URL('node/', import.meta.url));
const SPECTRAL = join(HERE, 'node_modules/.bin/spectral');

const missing = existsSync(SPECTRAL)
  ? undefined
  : 'it is not installed; run npm ci --prefix test/judges/node';

interface Finding {
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

async function findings(file: string): Promise<Finding[]> {
  const options = ['lint', file, '--ruleset', join(HERE, 'spectral.yaml'), '--format', 'json'];
  // With findings it ends with 1 and prints them; anything else is a failure of the tool.
  const { stdout } = await run(SPECTRAL, options, { cwd: HERE, maxBuffer: 1 << 28 }).catch(
    (error: { code?: number; stdout?: string; stderr?: string }) => {
      if (error.code !== 1 || !error.stdout?.startsWith('['))
        throw new Error(`Spectral did not run: ${error.stderr ?? error}`);
      return { stdout: error.stdout };
    },
  );
  return JSON.parse(stdout) as Finding[];
}

const leftOut = isForFullRun('Spectral') || isLeftOut('Spectral', missing);

describe.skipIf(leftOut)('Spectral', () => {
  test.each([
    ['the contract', CONTRACT, 'contract'],
    ['its twin in OpenAPI 3.0', TWIN, 'twin'],
  ] as const)('finds nothing in %s', async (name, file, which) => {
    const all = await findings(file);
    const exceptions = EXCEPTIONS.filter(({ only = which }) => only === which);
    const excused = new Map(exceptions.map((exception) => [exception, 0]));
    const left = all.flatMap(({ code, path, message }) => {
      const where = path.join('.');
      const exception = exceptions.find((each) => each.rule === code && each.where.test(where));
      if (exception === undefined) return [`${where}: ${message} (${code})`];
      excused.set(exception, excused.get(exception)! + 1);
      return [];
    });
    console.log(`Spectral: ${left.length} findings in ${name}, ${all.length - left.length} excused`);
    expect(left).toEqual([]);
    const idle = [...excused]
      .filter(([, count]) => count === 0)
      .map(([{ rule, where }]) => `${rule} ${where}`);
    expect(idle).toEqual([]);
  });
});
