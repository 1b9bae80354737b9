// What an unknown text is known to begin with. Terraform carries such a refinement from a plan to whatever refers to it,
// so an object can tell which other one it will belong to before that one exists.
import { ByteReader } from '../bytes/byte-reader.ts';

/** Extension code of an unknown with refinements, and the two of them that we use. */
export const REFINED_UNKNOWN = 12;
export const IS_NULL = 1;
export const STRING_PREFIX = 2;

/** By top-level attribute: what its text begins with, should it be unknown. */
export type Prefixes = Readonly<Record<string, string>>;

/** The prefix in the body of an extension; undefined when it has none, or is not one of ours to read. */
export function prefixIn(code: number, body: Uint8Array): string | undefined {
  if (code !== REFINED_UNKNOWN) return undefined;
  const reader = new ByteReader(body);
  const size = reader.uint8();
  if (size < 0x80 || size > 0x8f) return undefined;
  for (let left = size & 0x0f; left > 0; left -= 1) {
    const key = reader.uint8();
    const tag = reader.uint8();
    if (key === STRING_PREFIX) {
      if (tag >= 0xa0 && tag < 0xc0) return reader.utf8(tag & 0x1f);
      return tag === 0xd9 ? reader.utf8(reader.uint8()) : undefined;
    }
    // Nullness is the only other one of a text, and one byte long.
    if (key !== IS_NULL) return undefined;
  }
  return undefined;
}
