// An answer, and on request what came with it.

/** An answer with what it came in. */
export interface WithResponse<T> {
  readonly data: T;
  /** Status and headers; the body has been read already, and is `data`. */
  readonly response: Response;
  /** Id to quote to support, where the answer has one. */
  readonly requestId: string | undefined;
}

/**
 * A call under way: awaited, it gives the answer.
 *
 * @example
 * const { data, requestId, response } = await hikube.clusters.get('prod').withResponse();
 * console.log(data.name, requestId, response.headers.get('ratelimit'));
 */
export interface ApiCall<T> extends Promise<T> {
  /** The answer together with status, headers and request id. */
  withResponse(): Promise<WithResponse<T>>;
}

export function answering<T>(whole: Promise<WithResponse<T>>): ApiCall<T> {
  const data = whole.then((answer) => answer.data);
  const withResponse = () => {
    // Whoever asks for the whole hears of a failure there.
    data.catch(() => {});
    return whole;
  };
  return Object.assign(data, { withResponse });
}
