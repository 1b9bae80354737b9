// A stream of events whose connection breaks at a chosen place.

/** Passes on so many messages of a stream, and half of the next one where asked; then the connection breaks. */
export function cut(response: Response, messages: number, half: boolean): Response {
  const reader = response.body!.getReader();
  let left = messages;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        // A heartbeat is a message of its own, and none that is counted.
        if (value[0] === ':'.charCodeAt(0)) return controller.enqueue(value);
        if (left > 0) {
          left -= 1;
          controller.enqueue(value);
          if (left > 0 || half) return;
        } else if (half) {
          controller.enqueue(value.slice(0, value.length / 2));
        }
        // Only once what was passed on has been read: an error throws away what waits.
        await new Promise((resolve) => setImmediate(resolve));
        await reader.cancel();
        controller.error(new TypeError('The connection was cut.'));
      },
      cancel: () => reader.cancel(),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { status: response.status, headers: response.headers });
}
