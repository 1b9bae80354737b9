// The repository that flux keeps in the cluster. The chart has no setting for it; the chart below it, flux-instance, has.
import type { DesiredAddon } from '@hikube/service/platform';
import type { Values } from '../../kind.ts';
import { objectOf, without } from './keep.ts';

const CHART = 'flux-instance';
const BRANCH = 'refs/heads/';

type Repository = NonNullable<NonNullable<DesiredAddon['options']>['flux']>['gitRepository'];

/** The Helm values of an add-on, with the repository of its options among them. */
export function withRepository({ options, values = {} }: DesiredAddon): Values {
  const repository = options?.flux?.gitRepository;
  if (repository === undefined) return values;
  const chart = objectOf(values[CHART]);
  const instance = objectOf(chart['instance']);
  return { ...values, [CHART]: { ...chart, instance: { ...instance, sync: syncOf(repository) } } };
}

function syncOf({ url, branch, path }: Repository): Values {
  return { kind: 'GitRepository', url, ref: `${BRANCH}${branch}`, path };
}

/** The repository that stands among values, and the values without it; undefined where there is none of ours. */
export function takeRepository(
  values: Values,
): { readonly repository: Repository; readonly rest: Values } | undefined {
  const chart = objectOf(values[CHART]);
  const instance = objectOf(chart['instance']);
  const { kind, url, ref, path, ...more } = objectOf(instance['sync']);
  const texts = [url, ref, path].every((each) => typeof each === 'string');
  if (kind !== 'GitRepository' || !texts || Object.keys(more).length > 0) return undefined;
  if (!String(ref).startsWith(BRANCH)) return undefined;
  const repository = { url: String(url), branch: String(ref).slice(BRANCH.length), path: String(path) };
  const left = unlessEmpty('instance', without(instance, 'sync'), without(chart, 'instance'));
  return { repository, rest: unlessEmpty(CHART, left, without(values, CHART)) };
}

function unlessEmpty(key: string, inner: Values, outer: Values): Values {
  return Object.keys(inner).length === 0 ? outer : { ...outer, [key]: inner };
}
