// How many files a maintainer passes who follows POST /clusters from its handler to the commit: those of the service of
// which a function runs, as V8 counts them. What comes before the handler (http with its waits, identity, limits), the store
// behind the commit and what is made behind the platform's door are journeys of their own; the domain and generated code
// are other packages.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run } from '../support/program.ts';

const MOST_FILES = 20;
const OTHER_JOURNEYS =
  /^(?:http|identity|limits|store|platform|handlers\/waiting)\/|^(?:service|log|metrics|health)\.ts$/;

test('POST /clusters passes few files from its handler to the commit', async () => {
  const script = fileURLToPath(new URL('journey.support.ts', import.meta.url));
  const { stdout } = await run(process.execPath, ['--conditions=@hikube/source', script]);
  const all = JSON.parse(stdout) as string[];
  const passed = all.filter((path) => !OTHER_JOURNEYS.test(path)).sort();
  console.info(`POST /clusters: ${passed.length} files from handler to commit: ${passed.join(' ')}`);
  expect(passed).toContain('plan/write.ts');
  expect(passed.length).toBeLessThanOrEqual(MOST_FILES);
});
