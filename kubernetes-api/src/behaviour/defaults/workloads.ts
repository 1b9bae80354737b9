// What makes pods.
import { equal, type JsonObject } from '../../json/json.ts';
import type { KubernetesObject } from '../../kinds/object.ts';
import { each, type Fill, fill, inside, isLeftOut, made } from './fill.ts';
import { fillPodSpec } from './pods.ts';
import { fillClaim } from './volumes.ts';

const A_QUARTER = '25%';
const MOST_RETRIES = 2 ** 31 - 1;

/** For kinds whose spec has a template. @param more what the spec has beside it */
const templated =
  (more: (spec: JsonObject, object: KubernetesObject) => void): Fill<KubernetesObject> =>
  (object) => {
    const spec = inside(object, 'spec');
    if (spec === undefined) return;
    more(spec, object);
    const pod = inside(inside(spec, 'template'), 'spec');
    if (pod !== undefined) fillPodSpec(pod);
  };

/** @param key how this kind names its strategy */
function rolling(spec: JsonObject, key: string, defaults: Readonly<Record<string, string | number>>): void {
  const strategy = made(spec, key);
  fill(strategy, { type: 'RollingUpdate' });
  if (strategy['type'] === 'RollingUpdate') fill(made(strategy, 'rollingUpdate'), defaults);
}

export const fillDeployment = templated((spec) => {
  fill(spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 });
  rolling(spec, 'strategy', { maxUnavailable: A_QUARTER, maxSurge: A_QUARTER });
});

export const fillDaemonSet = templated((spec) => {
  fill(spec, { revisionHistoryLimit: 10 });
  rolling(spec, 'updateStrategy', { maxUnavailable: 1, maxSurge: 0 });
});

export const fillStatefulSet = templated((spec) => {
  fill(spec, { replicas: 1, revisionHistoryLimit: 10, podManagementPolicy: 'OrderedReady' });
  const strategy = made(spec, 'updateStrategy');
  if (isLeftOut(strategy['type'])) {
    strategy['type'] = 'RollingUpdate';
    made(strategy, 'rollingUpdate');
  }
  const update = strategy['type'] === 'RollingUpdate' ? inside(strategy, 'rollingUpdate') : undefined;
  if (update !== undefined) fill(update, { partition: 0 });
  fill(made(spec, 'persistentVolumeClaimRetentionPolicy'), { whenDeleted: 'Retain', whenScaled: 'Retain' });
  for (const claim of each(spec, 'volumeClaimTemplates')) fillClaim(claim);
});

export const fillReplicaSet = templated((spec) => fill(spec, { replicas: 1 }));

/** Labels of the template stand in for those of the object. */
function labelsFromTemplate(spec: JsonObject, object: KubernetesObject): JsonObject | undefined {
  const labels = inside(inside(inside(spec, 'template'), 'metadata'), 'labels');
  if (labels !== undefined && Object.keys(object.metadata.labels ?? {}).length === 0)
    object.metadata.labels = { ...(labels as Record<string, string>) };
  return labels;
}

export const fillReplicationController = templated((spec, object) => {
  const labels = labelsFromTemplate(spec, object);
  if (labels !== undefined && equal(spec['selector'] ?? {}, {})) spec['selector'] = { ...labels };
  fill(spec, { replicas: 1 });
});

function fillJobSpec(spec: JsonObject): void {
  if (spec['completions'] === undefined && spec['parallelism'] === undefined) spec['completions'] = 1;
  fill(spec, {
    parallelism: 1,
    backoffLimit: spec['backoffLimitPerIndex'] === undefined ? 6 : MOST_RETRIES,
    completionMode: 'NonIndexed',
    suspend: false,
    podReplacementPolicy: spec['podFailurePolicy'] === undefined ? 'TerminatingOrFailed' : 'Failed',
    manualSelector: false,
  });
}

export const fillJob = templated((spec, object) => {
  labelsFromTemplate(spec, object);
  fillJobSpec(spec);
});

export const fillCronJob: Fill = (object) => {
  const spec = inside(object, 'spec');
  if (spec === undefined) return;
  fill(spec, {
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
  });
  // Of a job that is only a template its pods are filled in; the rest is when the job is made.
  const pod = inside(inside(inside(inside(spec, 'jobTemplate'), 'spec'), 'template'), 'spec');
  if (pod !== undefined) fillPodSpec(pod);
};
