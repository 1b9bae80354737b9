// A cluster as a manifest: the platform's own form, as YAML text.
import type { Impact, Operation } from '@hikube/openapi/client-types';
import { checkOperation } from '../answer-shape.ts';
import { type ApiCall, answering } from '../answering.ts';
import {
  answerOf,
  type CallOptions,
  type Context,
  type CreateOptions,
  exchange,
  type PreviewOptions,
  writeHeaders,
} from '../context.ts';
import { UnexpectedAnswerError } from '../errors.ts';
import type { PendingOperation } from '../operation.ts';
import { pending } from '../pending.ts';

const MANIFEST = '/clusters/{cluster}/manifest';

export class Manifests {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * The manifest of a cluster with everything in it, as YAML that `put` accepts unchanged.
   *
   * @example
   * const yaml = await hikube.manifests.get('prod');
   */
  get(cluster: string, options: CallOptions = {}): ApiCall<string> {
    const headers = { Accept: 'application/yaml' };
    const what = { method: 'GET', address: MANIFEST, path: { cluster }, headers };
    const read = this.#context.dispatch(what, options, (reply) => {
      if (reply.text === '') throw new UnexpectedAnswerError('The server answered without a manifest.');
      return answerOf(reply, reply.text);
    });
    return answering(read);
  }

  /**
   * Makes the cluster what the manifest says, and creates it when it is missing: node groups and add-ons that the
   * manifest leaves out are deleted. What was read in another way than it was written is in `warnings` of the operation.
   *
   * @example
   * const yaml = await hikube.manifests.get('prod');
   * const { warnings } = await hikube.manifests.put('prod', yaml.replace('maxReplicas: 10', 'maxReplicas: 12'));
   */
  put(cluster: string, yaml: string, options: CreateOptions = {}): PendingOperation<Operation> {
    const sent = exchange(
      this.#context,
      this.#document(MANIFEST, cluster, yaml, options),
      options,
      checkOperation,
    );
    return pending(this.#context, sent, 'operation', options);
  }

  /**
   * What `put` would do.
   *
   * @example
   * const yaml = await hikube.manifests.get('prod');
   * const impact = await hikube.manifests.previewPut('prod', yaml.replace('maxReplicas: 10', 'maxReplicas: 12'));
   */
  previewPut(cluster: string, yaml: string, options: PreviewOptions = {}): ApiCall<Impact> {
    return exchange(this.#context, this.#document(`/previews${MANIFEST}`, cluster, yaml, options), options);
  }

  #document(address: string, cluster: string, body: string, options: CreateOptions) {
    const headers = { 'Content-Type': 'application/yaml', ...writeHeaders(this.#context, options) };
    return { method: 'PUT', address, path: { cluster }, body, headers };
  }
}
