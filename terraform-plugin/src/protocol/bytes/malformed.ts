// The one error for bytes that are not what they claim to be.

/** Input that breaks its format: cut off, out of range, too deep. The message says what and where. */
export class MalformedBytesError extends Error {
  override name = 'MalformedBytesError';
}
