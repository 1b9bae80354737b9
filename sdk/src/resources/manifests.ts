// A cluster as a manifest: the platform's own form, as YAML text.
import type { Impact, Operation } from '@hikube/openapi/client-types';
import type { CallOptions, Context, CreateOptions, PreviewOptions } from '../context.ts';
import { pending, signalOf, unwrap, writeHeaders } from '../context.ts';
import { errorFromResponse } from '../error-from-response.ts';
import { UnexpectedAnswerError } from '../errors.ts';
import type { PendingOperation } from '../operation.ts';

export class Manifests {
  readonly #context: Context;
  constructor(context: Context) {
    this.#context = context;
  }

  /** The manifest of a cluster with everything in it, as YAML that `put` accepts unchanged. */
  async get(cluster: string, options: CallOptions = {}): Promise<string> {
    const { data, error, response } = await this.#context.api.GET('/clusters/{cluster}/manifest', {
      params: { path: { cluster } },
      headers: { Accept: 'application/yaml' },
      parseAs: 'text',
      ...signalOf(options),
    });
    if (!response.ok) throw errorFromResponse(response, error);
    if (data === undefined) throw new UnexpectedAnswerError('The server answered without a manifest.');
    return data;
  }

  /**
   * Makes the cluster what the manifest says, and creates it when it is missing: node groups and add-ons that the
   * manifest leaves out are deleted. What was read in another way than it was written is in `warnings` of the operation.
   */
  put(cluster: string, yaml: string, options: CreateOptions = {}): PendingOperation<Operation> {
    const ended = async (operation: Operation) => operation;
    return pending(
      this.#context,
      unwrap(this.#context.api.PUT('/clusters/{cluster}/manifest', this.#document(cluster, yaml, options))),
      ended,
      options,
    );
  }

  /** What `put` would do. */
  previewPut(cluster: string, yaml: string, options: PreviewOptions = {}): Promise<Impact> {
    return unwrap(
      this.#context.api.PUT('/previews/clusters/{cluster}/manifest', this.#document(cluster, yaml, options)),
    );
  }

  #document(cluster: string, yaml: string, options: CreateOptions) {
    return {
      params: { path: { cluster } },
      // The contract describes the document; what is sent is its text.
      body: yaml as never,
      bodySerializer: (text: unknown) => text as string,
      headers: { 'Content-Type': 'application/yaml', ...writeHeaders(this.#context, options) },
      ...signalOf(options),
    };
  }
}
