// The client that openapi-generator makes in Java: it compiles, and does the same against the running service and against
// one of tomorrow. That of C# is generated, and no more: .NET is on few machines.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operationIds } from '@hikube/openapi/operations';
import { describe, expect, test } from 'vitest';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { run } from '../support/program.ts';
import { missingMaven } from '../support/toolchains.ts';
import { generate, missingGenerator } from './openapi-generator.ts';
import { operationsIn } from './setting.ts';
import { testStory } from './told.ts';

const HERE = fileURLToPath(new URL('java/', import.meta.url));
const OUT = join(HERE, '.generated');

const NAME = 'Clients in Java and C#';
const leftOut = isForFullRun(NAME) || isLeftOut(NAME, missingMaven() ?? missingGenerator());

async function build(): Promise<void> {
  const goals = ['compile', 'dependency:build-classpath', '-Dmdep.outputFile=.classpath'];
  await run('mvn', ['-q', '-B', ...goals], { cwd: OUT, maxBuffer: 1 << 26 });
  const path = `target/classes:${(await readFile(join(OUT, '.classpath'), 'utf8')).trim()}`;
  await run('javac', ['-cp', path, '-d', 'target/classes', join(HERE, 'Story.java')], { cwd: OUT });
}

describe.skipIf(leftOut)('a Java client of openapi-generator', () => {
  test('has every operation and compiles', async () => {
    const version = await generate('java', OUT);
    const found = await operationsIn(join(OUT, 'src/main'), '.java');
    console.log(`${version}: ${found.length} operations`);
    expect(found).toEqual(operationIds);
    await build();
  }, 900_000);

  const script = `exec java -cp "target/classes:$(cat .classpath)" Story`;
  testStory(['sh', '-c', `cd '${OUT}' && ${script}`]);
});

describe.skipIf(leftOut)('a C# client of openapi-generator', () => {
  test('has every operation', async () => {
    const folder = fileURLToPath(new URL('openapi-generator/.generated/csharp', import.meta.url));
    await generate('csharp', folder);
    expect(await operationsIn(join(folder, 'src'), '.cs')).toEqual(operationIds);
  }, 180_000);
});
