// Prism stands in front of the service and holds each request and answer against the published contract, while the story
// that calls every operation is told.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operationIds } from '@hikube/openapi/operations';
import { describe, expect, test } from 'vitest';
import { tellEverything } from '../contract/story.ts';
import { CONTRACT } from '../support/contract-files.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { type Connected, startTestService } from '../support/service.ts';
import { publishedContract, schema } from './planted/contract-copy.ts';
import { inFolder } from './setting.ts';

const PRISM = join(fileURLToPath(new URL('node/', import.meta.url)), 'node_modules/.bin/prism');

const missing = existsSync(PRISM) ? undefined : 'it is not installed; run npm ci --prefix test/judges/node';

/** What Prism puts into the header of an answer that it let through. */
interface Violation {
  readonly location: readonly string[];
  readonly message: string;
}

interface Judged extends Connected {
  readonly exchanges: number;
  /** What is wrong with an answer, or with a request that was carried out. */
  readonly violations: readonly string[];
}

/** Starts Prism with a contract in front of a service. */
async function judge(contract: string, upstream: string): Promise<Judged> {
  const child = spawn(PRISM, ['proxy', contract, `${upstream}/v1`, '--port', '0', '--cors', 'false'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await announced(child);
  const violations: string[] = [];
  let exchanges = 0;
  return {
    url,
    violations,
    get exchanges() {
      return exchanges;
    },
    async send(request) {
      // Its paths begin where those of the contract do.
      const { pathname, search } = new URL(request.url);
      const path = pathname.replace(/^\/v1/, '');
      // Whole and not as a stream: Prism passes the header of a stream on beside the length of what it sends.
      const body = request.body === null ? {} : { body: await request.arrayBuffer() };
      const { method, headers, signal } = request;
      const response = await fetch(`${url}${path}${search}`, { method, headers, signal, ...body });
      exchanges += 1;
      const found = JSON.parse(response.headers.get('sl-violations') ?? '[]') as Violation[];
      for (const { location, message } of found) {
        // A request that the service refuses, too, is what a story about refusals sends.
        if (location[0] === 'request' && !response.ok) continue;
        violations.push(
          `${request.method} ${request.url} ${response.status} ${location.join('.')}: ${message}`,
        );
      }
      return response;
    },
    async close() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

function announced(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk) => {
      printed += chunk;
      const url = /Prism is listening on (http:\/\/\S+?)\s/.exec(printed)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Prism ended with ${code}: ${printed}`)));
  });
}

const leftOut = isForFullRun('Prism') || isLeftOut('Prism', missing);

describe.skipIf(leftOut)('Prism', () => {
  test('sees no violation while every operation is called', async () => {
    let judged: Judged | undefined;
    const through = async (url: string) => (judged = await judge(CONTRACT, url));
    const service = await startTestService({ transport: 'socket', through });
    try {
      const called = await tellEverything(service);
      const { exchanges, violations } = judged!;
      console.log(
        `Prism: ${exchanges} exchanges of ${called.size} operations, ${violations.length} violations`,
      );
      expect(violations).toEqual([]);
      expect([...called].sort()).toEqual([...operationIds].sort());
    } finally {
      await service.dispose();
    }
  });

  test('would see one: a field that the contract promises and the service does not send', async () => {
    await inFolder(async (folder) => {
      const copy = await publishedContract();
      schema(copy, 'Tenant').required!.push('postalCode');
      const contract = join(folder, 'openapi.json');
      await writeFile(contract, JSON.stringify(copy));
      let judged: Judged | undefined;
      const through = async (url: string) => (judged = await judge(contract, url));
      const service = await startTestService({ transport: 'socket', through });
      try {
        await service.api('GET', '/tenant');
        expect(judged!.violations).toEqual([
          expect.stringMatching(/^GET .*\/tenant 200 response.*postalCode/),
        ]);
      } finally {
        await service.dispose();
      }
    });
  });
});
