// Health, version and the list of paths: what a server says of itself.
import { respond, respondText, type Wishes } from '../http/respond.ts';
import type { JsonObject } from '../json/json.ts';

const LIVE = [
  'ping',
  'log',
  'etcd',
  'poststarthook/start-apiextensions-controllers',
  'poststarthook/rbac/bootstrap-roles',
];
const CHECKS: Readonly<Record<string, readonly string[]>> = {
  '/healthz': LIVE,
  '/livez': LIVE,
  '/readyz': [...LIVE, 'etcd-readiness', 'shutdown'],
};

/** The answer for a path of health; undefined when it is none. */
export function health(path: string, query: URLSearchParams): Response | undefined {
  const [, base = '', check] = /^(\/(?:healthz|livez|readyz))(?:\/(.+))?$/.exec(path) ?? [];
  const checks = CHECKS[base];
  if (checks === undefined) return undefined;
  if (check !== undefined) return checks.includes(check) ? respondText('ok') : undefined;
  if (!query.has('verbose')) return respondText('ok');
  const excluded = query.getAll('exclude');
  const lines = checks.map((name) => `[+]${name} ${excluded.includes(name) ? 'excluded: ok' : 'ok'}`);
  return respondText(`${lines.join('\n')}\n${base.slice(1)} check passed\n`);
}

/** What `/version` says beside the numbers of the release. */
export interface VersionInfo {
  readonly gitVersion: string;
  readonly gitCommit: string;
  readonly gitTreeState: string;
  readonly buildDate: string;
  readonly goVersion: string;
  readonly compiler: string;
  readonly platform: string;
}

/** @param release such as `1.36.0` */
export function version(release: string, build: Partial<VersionInfo>, wishes: Wishes): Response {
  const [major = '', minor = '0'] = release.split('.');
  const before = String(Math.max(0, Number(minor) - 1));
  return respond(
    {
      major,
      minor,
      emulationMajor: major,
      emulationMinor: minor,
      minCompatibilityMajor: major,
      minCompatibilityMinor: before,
      gitVersion: `v${release}`,
      gitCommit: '',
      gitTreeState: '',
      buildDate: '1970-01-01T00:00:00Z',
      goVersion: '',
      compiler: '',
      platform: '',
      ...build,
    },
    200,
    wishes,
  );
}

export function pathList(paths: readonly string[], wishes: Wishes): Response {
  const body: JsonObject = { paths: [...paths] };
  return respond(body, 200, wishes);
}
