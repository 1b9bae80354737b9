// Schemathesis makes requests from the published contract, right and wrong ones, with tokens of each scope, and applies
// all of its checks to the answers of the running service.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IssuedToken, Scope } from '@hikube/openapi/types';
import { afterAll, describe, expect, test } from 'vitest';
import { CONTRACT } from '../support/contract-files.ts';
import { isForFullRun, isLeftOut } from '../support/left-out.ts';
import { run } from '../support/program.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { type Case, EXCEPTIONS, type Exception, type Failure } from './schemathesis-exceptions.ts';
import { inFolder } from './setting.ts';

const HERE = fileURLToPath(new URL('python/', import.meta.url));
const SCHEMATHESIS = join(HERE, '.venv/bin/schemathesis');

const install = 'python3 -m venv .venv && .venv/bin/pip install -r requirements.txt';
const missing = existsSync(SCHEMATHESIS)
  ? undefined
  : `it is not installed; run ${install} in test/judges/python`;

/** Requests for each operation that are made by chance, beside those that cover the schema; the same in every run. */
const EXAMPLES = 5;
const SEED = 20260302;

/** One line of its report, as far as it matters here. */
interface Line {
  readonly ScenarioFinished?: { readonly recorder: Recorder };
  readonly EngineFinished?: { readonly stop_reason: string };
  /** What it could not do, such as make a value for a schema. */
  readonly NonFatalError?: unknown;
}

interface Recorder {
  readonly label: string;
  readonly cases?: Readonly<Record<string, { readonly value: Case }>>;
  readonly checks?: Readonly<Record<string, readonly { readonly name: string; readonly status: string }[]>>;
  readonly interactions?: Readonly<
    Record<string, { readonly response?: { readonly status_code: number; readonly content?: Content } }>
  >;
}

interface Content {
  readonly $base64: string;
}

interface Report {
  readonly cases: number;
  readonly checks: ReadonlySet<string>;
  readonly failures: readonly (Failure & { readonly label: string })[];
  readonly stopReason: string | undefined;
  /** What it could not do, in its own words. */
  readonly troubles: readonly string[];
}

function problemOf(content: Content | undefined): Failure['problem'] {
  try {
    return JSON.parse(Buffer.from(content?.$base64 ?? '', 'base64').toString('utf8'));
  } catch {
    return {};
  }
}

async function readReport(file: string): Promise<Report> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  const events = lines.map((line) => JSON.parse(line) as Line);
  const checks = new Set<string>();
  const failures: (Failure & { readonly label: string })[] = [];
  let cases = 0;
  for (const recorder of events.flatMap(({ ScenarioFinished: end }) => end?.recorder ?? [])) {
    cases += Object.keys(recorder.cases ?? {}).length;
    for (const [id, results] of Object.entries(recorder.checks ?? {})) {
      for (const { name, status } of results) {
        checks.add(name);
        if (status !== 'failure') continue;
        const response = recorder.interactions?.[id]?.response;
        failures.push({
          label: recorder.label,
          check: name,
          status: response?.status_code,
          problem: problemOf(response?.content),
          case: recorder.cases![id]!.value,
        });
      }
    }
  }
  const troubles = events.flatMap(({ NonFatalError: trouble }) =>
    trouble === undefined ? [] : [JSON.stringify(trouble).slice(0, 500)],
  );
  return { cases, checks, failures, stopReason: events.at(-1)?.EngineFinished?.stop_reason, troubles };
}

/** A service of its own, so that every run meets the same world; nobody is slowed down there. */
const startService = () =>
  startServiceProcess({
    store: 'memory',
    speed: 1200,
    environment: { HIKUBE_RATE_LIMIT: 'off', HIKUBE_GUESS_LIMIT: 'off' },
  });

async function tokenOf({ endpoint, token }: ServiceProcess, scope: Scope): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ scopes: [scope] });
  const answer = await fetch(`${endpoint}/tokens`, { method: 'POST', headers, body });
  return ((await answer.json()) as IssuedToken).token;
}

async function examine(endpoint: string, token: string): Promise<Report> {
  return inFolder(async (folder) => {
    const file = join(folder, 'report.ndjson');
    const options = [
      ...['run', CONTRACT, '--url', endpoint, '--header', `Authorization: Bearer ${token}`],
      ...['--checks', 'all', '--max-examples', String(EXAMPLES), '--seed', String(SEED)],
      ...['--no-shrink', '--continue-on-failure', '--report', 'ndjson', '--report-ndjson-path', file],
    ];
    // With failures it ends with 1; what it could not do at all is no report.
    await run(SCHEMATHESIS, options, { cwd: folder, maxBuffer: 1 << 28 }).catch((error) => {
      if (error.code !== 1) throw new Error(`Schemathesis did not run: ${error.stdout ?? error}`);
    });
    return readReport(file);
  });
}

function sentence({ label, check, status, problem, case: { path } }: Report['failures'][number]): string {
  const errors = (problem.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
  const { code = '', detail = '' } = problem;
  return `${label} ${path}: ${check} with ${status} ${code} ${errors.join(', ')} ${detail.slice(0, 200)}`.trim();
}

const leftOut = isForFullRun('Schemathesis') || isLeftOut('Schemathesis', missing);

describe.skipIf(leftOut)('Schemathesis', () => {
  const excused = new Map<Exception, number>(EXCEPTIONS.map((exception) => [exception, 0]));
  afterAll(() => {
    console.log([...excused].map(([{ reason }, count]) => `  ${count} × ${reason}`).join('\n'));
    const idle = [...excused]
      .filter(([{ isSeldom }, count]) => count === 0 && !isSeldom)
      .map(([{ reason }]) => reason);
    expect(idle, 'exceptions that excuse nothing').toEqual([]);
  });

  test.each(['read', 'write', 'admin'] as const)(
    'finds nothing with a token of the scope %s',
    async (scope) => {
      const service = await startService();
      try {
        const { cases, checks, failures, stopReason, troubles } = await examine(
          service.endpoint,
          await tokenOf(service, scope),
        );
        const left = failures.flatMap((failure) => {
          const exception = EXCEPTIONS.find((each) => each.check === failure.check && each.excuses(failure));
          if (exception === undefined) return [sentence(failure)];
          excused.set(exception, excused.get(exception)! + 1);
          return [];
        });
        console.log(
          `Schemathesis: ${cases} requests with a token of the scope ${scope}, ${checks.size} checks: ` +
            `${left.length} findings, ${failures.length - left.length} excused`,
        );
        expect([...new Set(left)]).toEqual([]);
        expect(troubles).toEqual([]);
        expect(stopReason).toBe('completed');
        expect(cases).toBeGreaterThan(1000);
      } finally {
        await service.stop();
      }
    },
    600_000,
  );
});
