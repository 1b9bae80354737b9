// `npm run demo`: the whole story on this machine, with nothing else installed.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@hikube/sdk';
import { startServiceProcess } from '../test/support/service-process.ts';
import { heading, line } from './demo/screen.ts';
import { tellThroughSdk } from './demo/sdk-story.ts';
import { terraformVersion } from './demo/terraform.ts';
import { tellThroughTerraform } from './demo/terraform-story.ts';

/** How much faster than life the simulated platform works: minutes become seconds. */
const SPEED = 60;

const scratch = await mkdtemp(join(tmpdir(), 'hikube-demo-'));
heading('Start the service on its embedded store and a simulated platform');
const service = await startServiceProcess({ dataDirectory: join(scratch, 'data'), speed: SPEED });
try {
  line(`${service.endpoint}, ${SPEED} times faster than life`);
  const hikube = createClient({ endpoint: service.endpoint, token: service.token });
  const version = terraformVersion();
  if (version === undefined) {
    line('terraform is not on the PATH, so the same story is told through the SDK.');
    await tellThroughSdk(hikube);
  } else {
    line(`terraform ${version}`);
    await tellThroughTerraform(hikube, service, scratch);
  }
  heading('Done');
  line('Start the service for yourself with: npm start');
} catch (error) {
  console.error(`\nThe demo stopped: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await service.stop();
  await rm(scratch, { recursive: true, force: true });
}
