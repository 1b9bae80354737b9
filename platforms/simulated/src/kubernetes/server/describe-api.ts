// What an API server tells of itself: its version, whether it lives, and what it serves.
import type { ClusterSnapshot } from '../snapshot.ts';
import {
  AGGREGATED_TYPE,
  aggregated,
  apiGroup,
  coreVersions,
  groupList,
  resourceList,
  wantsAggregated,
} from './discovery.ts';
import { openApiDocument, openApiIndex } from './open-api.ts';
import { FixedAnswers, jsonResponse } from './status.ts';

/** A request about the API server itself. */
export interface Question {
  readonly request: Request;
  /** Below the root of the cluster. */
  readonly path: string;
  /** Path of the root. */
  readonly root: string;
  readonly snapshot: ClusterSnapshot;
}

/** The answer; undefined when the question is about something else. */
export function describeApi(question: Question): Response | undefined {
  if (question.request.method !== 'GET') return undefined;
  const { path, snapshot, root } = question;
  const parts = path.replace(/\/$/, '').split('/').slice(1);
  const [first = '', second = '', third = ''] = parts;
  switch (first) {
    case 'version':
      return parts.length === 1 ? jsonResponse(versionOf(snapshot)) : undefined;
    case 'healthz':
    case 'livez':
    case 'readyz':
      return parts.length === 1 ? health(snapshot) : undefined;
    case 'api':
    case 'apis':
      return discovery(question, parts);
    case 'openapi':
      return second === 'v3' ? openApi(third === '' ? '' : parts.slice(2).join('/'), root) : undefined;
    default:
      return undefined;
  }
}

// What does not depend on the cluster.
const fixed = new FixedAnswers();

function discovery({ request }: Question, parts: readonly string[]): Response | undefined {
  const [root, group = '', version = ''] = parts;
  const name = parts.join('/');
  if (parts.length === 1 && (root === 'api' || root === 'apis')) {
    if (!wantsAggregated(request.headers.get('accept')))
      return fixed.answer(name, () => (root === 'api' ? coreVersions() : groupList()));
    return fixed.answer(`${root} aggregated`, () => aggregated(root), { 'Content-Type': AGGREGATED_TYPE });
  }
  if (root === 'api')
    return parts.length === 2 ? fixed.answer(name, () => resourceList('', group)) : undefined;
  if (parts.length === 2) return fixed.answer(name, () => apiGroup(group));
  return parts.length === 3 ? fixed.answer(name, () => resourceList(group, version)) : undefined;
}

function openApi(document: string, root: string): Response | undefined {
  if (document === '') return jsonResponse(openApiIndex(root));
  return fixed.answer(`openapi ${document}`, () => openApiDocument(document));
}

function versionOf({ cluster: { version } }: ClusterSnapshot): object {
  const [major = '1', minor = '0'] = version.split('.');
  return {
    major,
    minor,
    gitVersion: `v${version}`,
    gitCommit: '',
    gitTreeState: 'clean',
    buildDate: '',
    goVersion: '',
    compiler: '',
    platform: 'linux/amd64',
  };
}

function health({ isServed, hasQuorum }: ClusterSnapshot): Response {
  const checks = [
    ['ping', isServed],
    ['etcd', hasQuorum],
  ] as const;
  const failed = checks.filter(([, ok]) => !ok);
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
  if (failed.length === 0) return new Response('ok', { headers });
  const lines = checks.map(([name, ok]) => (ok ? `[+]${name} ok` : `[-]${name} failed`));
  return new Response(`${[...lines, 'readyz check failed'].join('\n')}\n`, { status: 500, headers });
}
