// Pods and the templates of pods.
import { isObject, type JsonObject } from '../../json/json.ts';
import type { KubernetesObject } from '../../kinds/object.ts';
import { each, fill, fillZero, inside, isLeftOut, made } from './fill.ts';

const READABLE = 0o644;
const AN_HOUR = 3600;
const PROBE = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };

/** `latest`, by name or for want of a tag and a digest, is always pulled. */
function pullPolicy(image: unknown): string {
  const [name = '', digest] = String(image ?? '').split('@');
  const tag = /:([^:/]+)$/.exec(name)?.[1] ?? (digest === undefined ? 'latest' : '');
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

function fillAction(action: JsonObject | undefined): void {
  const get = inside(action, 'httpGet');
  if (get !== undefined) fill(get, { path: '/', scheme: 'HTTP' });
  const grpc = inside(action, 'grpc');
  if (grpc !== undefined) grpc['service'] ??= '';
}

function fillContainer(container: JsonObject): void {
  fill(container, {
    imagePullPolicy: pullPolicy(container['image']),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  });
  made(container, 'resources');
  for (const port of each(container, 'ports')) fill(port, { protocol: 'TCP' });
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const probe = inside(container, name);
    if (probe === undefined) continue;
    fillZero(probe, PROBE);
    fillAction(probe);
  }
  for (const name of ['postStart', 'preStop']) fillAction(inside(inside(container, 'lifecycle'), name));
  for (const entry of each(container, 'env')) fillFieldRef(inside(entry, 'valueFrom'));
}

function fillFieldRef(source: JsonObject | undefined): void {
  const reference = inside(source, 'fieldRef');
  if (reference !== undefined) fill(reference, { apiVersion: 'v1' });
}

function fillVolume(volume: JsonObject): void {
  // A volume that says nothing else is an empty directory.
  if (!Object.values(volume).some(isObject)) volume['emptyDir'] = {};
  for (const name of ['secret', 'configMap', 'downwardAPI', 'projected']) {
    const source = inside(volume, name);
    if (source === undefined) continue;
    source['defaultMode'] ??= READABLE;
    for (const item of each(source, 'items')) fillFieldRef(item);
    for (const part of each(source, 'sources')) {
      const token = inside(part, 'serviceAccountToken');
      if (token !== undefined) token['expirationSeconds'] ??= AN_HOUR;
      for (const item of each(inside(part, 'downwardAPI'), 'items')) fillFieldRef(item);
    }
  }
  const path = inside(volume, 'hostPath');
  if (path !== undefined) path['type'] ??= '';
  const claim = inside(inside(inside(volume, 'ephemeral'), 'volumeClaimTemplate'), 'spec');
  if (claim !== undefined) fill(claim, { volumeMode: 'Filesystem' });
}

export function containersOf(spec: JsonObject): JsonObject[] {
  return [...each(spec, 'initContainers'), ...each(spec, 'containers')];
}

/** Of a pod or of a template. */
export function fillPodSpec(spec: JsonObject): void {
  fill(spec, { restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', schedulerName: 'default-scheduler' });
  spec['terminationGracePeriodSeconds'] ??= 30;
  made(spec, 'securityContext');
  // The old name and the new one say the same.
  if (isLeftOut(spec['serviceAccountName']) && !isLeftOut(spec['serviceAccount']))
    spec['serviceAccountName'] = spec['serviceAccount']!;
  if (!isLeftOut(spec['serviceAccountName'])) spec['serviceAccount'] = spec['serviceAccountName']!;
  for (const container of [...containersOf(spec), ...each(spec, 'ephemeralContainers')]) {
    fillContainer(container);
    if (spec['hostNetwork'] !== true) continue;
    for (const port of each(container, 'ports')) port['hostPort'] ||= port['containerPort']!;
  }
  for (const volume of each(spec, 'volumes')) fillVolume(volume);
}

/** What is in a limit and not in a request is asked for. */
function fillRequests(container: JsonObject): void {
  const limits = inside(inside(container, 'resources'), 'limits');
  if (limits === undefined) return;
  fill(made(made(container, 'resources'), 'requests'), limits);
}

export function fillPod(pod: KubernetesObject): void {
  const spec = inside(pod, 'spec');
  if (spec === undefined) return;
  fillPodSpec(spec);
  for (const container of containersOf(spec)) fillRequests(container);
  spec['enableServiceLinks'] ??= true;
}

const QUALITY = ['cpu', 'memory'];

/** The class by which a node chooses whom it evicts first. */
function qualityOf(spec: JsonObject): string {
  const wants = containersOf(spec).map((container) => {
    const resources = inside(container, 'resources');
    return { limits: inside(resources, 'limits') ?? {}, requests: inside(resources, 'requests') ?? {} };
  });
  if (
    wants.every(({ limits, requests }) => QUALITY.every((name) => !(name in limits) && !(name in requests)))
  )
    return 'BestEffort';
  const isFixed = wants.every(({ limits, requests }) =>
    QUALITY.every((name) => name in limits && limits[name] === requests[name]),
  );
  return isFixed ? 'Guaranteed' : 'Burstable';
}

/** A new pod waits, whatever it says. */
export function startPod(pod: KubernetesObject): void {
  pod['status'] = { phase: 'Pending', qosClass: qualityOf(inside(pod, 'spec') ?? {}) };
}
