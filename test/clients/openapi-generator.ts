// openapi-generator, which makes clients in many languages: one version, from Maven Central, with no option but the
// language and the two places. What it reads is the twin in OpenAPI 3.0: of 3.1 it says itself that it is in beta, and of a
// union of texts its Rust makes an empty object.
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TWIN } from '../support/contract-files.ts';
import { run } from '../support/program.ts';

const FOLDER = fileURLToPath(new URL('openapi-generator/.generated/', import.meta.url));

function jars(): string[] {
  try {
    return readdirSync(FOLDER).filter((name) => name.endsWith('.jar'));
  } catch {
    return [];
  }
}

/** Why it cannot run here. */
export function missingGenerator(): string | undefined {
  const fetch = 'mvn -q dependency:copy-dependencies in test/clients/openapi-generator';
  return jars().length === 1 ? undefined : `openapi-generator is not there; run ${fetch}, which needs a JDK`;
}

/** Makes the client of a language from the twin in `folder`, which is emptied; gives name and version. */
export async function generate(language: string, folder: string): Promise<string> {
  const [jar = ''] = jars();
  await rm(folder, { recursive: true, force: true });
  await run('java', ['-jar', join(FOLDER, jar), 'generate', '-g', language, '-i', TWIN, '-o', folder], {
    maxBuffer: 1 << 26,
  });
  return jar.replace('-cli-', ' ').replace('.jar', '');
}
