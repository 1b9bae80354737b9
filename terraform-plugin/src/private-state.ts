// Private state: what a resource remembers beside its state, where no plan and no person sees it.

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** A few JSON values by name. It is stored in the state file, so it must hold no secret. */
export type PrivateState = Readonly<Record<string, JsonValue>>;

const TEXT = new TextEncoder();

/** Reads private state. Bytes that we did not write (after a move from another provider) count as none. */
export function decodePrivateState(bytes: Uint8Array | undefined): PrivateState {
  if (bytes === undefined || bytes.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(Buffer.from(bytes).toString());
    const isRecord = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isRecord ? (parsed as PrivateState) : {};
  } catch {
    return {};
  }
}

/** Writes private state; an empty one takes no bytes. */
export function encodePrivateState(state: PrivateState): Uint8Array {
  return Object.keys(state).length === 0 ? new Uint8Array() : TEXT.encode(JSON.stringify(state));
}
