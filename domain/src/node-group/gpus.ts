// GPUs of a node: one entry is one card, order means nothing, two equal entries are two cards.
import type { KnownCatalogue } from '../catalogue/catalogue.ts';
import { errorWith, type Finding, warning } from '../finding.ts';
import { didYouMean } from '../values/nearest-name.ts';
import { at } from '../values/pointer.ts';
import { parseQuantity } from '../values/quantity.ts';
import {
  checkList,
  checkObject,
  checkString,
  choices,
  isAbsent,
  isObject,
  type JsonObject,
  show,
  showBare,
} from '../values/read.ts';
import { nodeSize } from './resources.ts';

/** Memory that the GPU driver needs on a node. */
export const GPU_NODE_MEMORY_MIN = '4Gi';

const GPU_ADDON = 'gpu-operator';

/** What is known around a group that decides whether its GPUs can be used. */
export interface GpuContext {
  readonly catalogue?: KnownCatalogue | undefined;
  /** Ids of the add-ons that the cluster has; absent when that is not known. */
  readonly addonIds?: readonly string[] | undefined;
}

/** Number of cards on each node of the group. */
export function gpuCount(group: JsonObject): number {
  return Array.isArray(group['gpus']) ? group['gpus'].length : 0;
}

/** Checks the GPUs of a group, and what a node needs to use them. */
export function checkGpus(group: JsonObject, context: GpuContext = {}, pointer = ''): readonly Finding[] {
  const place = at(pointer, 'gpus');
  return checkList(group['gpus'], place, 'gpus', (gpus) => [
    ...gpus.flatMap((gpu, index) => checkGpu(gpu, context.catalogue, at(place, index))),
    ...(gpus.length > 0 ? checkGpuNode(group, context, pointer) : []),
  ]);
}

function checkGpu(gpu: unknown, catalogue: KnownCatalogue | undefined, pointer: string): readonly Finding[] {
  return checkObject(gpu, pointer, 'A GPU', (object) =>
    checkString(object['name'], at(pointer, 'name'), 'The GPU name', (name) => {
      const types = catalogue?.gpuTypes;
      if (types === undefined || types.some((type) => type.name === name)) return [];
      const allowed = types.map((type) => type.name);
      const detail = `There is no GPU ${show(name)}; choose one of ${choices(allowed)}.${didYouMean(name, allowed)}`;
      return [
        errorWith({ gpuType: showBare(name) }, at(pointer, 'name'), 'unknown_gpu_type', detail, allowed),
      ];
    }),
  );
}

function checkGpuNode(group: JsonObject, context: GpuContext, pointer: string): readonly Finding[] {
  const findings: Finding[] = [];
  const size = nodeSize(group, context.catalogue);
  if (size !== undefined && size.memory < (parseQuantity(GPU_NODE_MEMORY_MIN) ?? 0n)) {
    const field = isObject(group['resources'])
      ? at(pointer, 'resources', 'memory')
      : at(pointer, 'instanceType');
    const detail = `A node with GPUs needs at least ${GPU_NODE_MEMORY_MIN} of memory for the driver; choose a larger size.`;
    findings.push(errorWith({ least: GPU_NODE_MEMORY_MIN }, field, 'gpu_memory_too_small', detail));
  }
  if (context.addonIds !== undefined && !context.addonIds.includes(GPU_ADDON)) {
    const detail = `Pods cannot use the GPUs until the add-on ${GPU_ADDON} is enabled; enable it in the same cluster.`;
    findings.push(warning(at(pointer, 'gpus'), 'gpu_operator_missing', detail));
  }
  const min = group['minReplicas'];
  if (isAbsent(min) || min === 0) {
    const detail =
      'A GPU group with no node does not wake up for pods that ask for a GPU; set minReplicas to 1, ' +
      'or scale it up by hand before you deploy.';
    findings.push(warning(at(pointer, 'minReplicas'), 'gpu_scale_from_zero', detail));
  }
  return findings;
}
