// A cursor over bytes that never reads past their end.
import { isUtf8 } from 'node:buffer';
import { MalformedBytesError } from './malformed.ts';

const REPLACEMENT_CHARACTER = '\ufffd';

/** Reads big-endian numbers, bytes and text. Every read past the end throws `MalformedBytesError`. */
export class ByteReader {
  readonly #buffer: Buffer;
  readonly #end: number;
  #offset: number;

  constructor(bytes: Uint8Array, start = 0, end: number = bytes.length) {
    this.#buffer =
      bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#offset = start;
    this.#end = end;
  }

  /** Where the next read begins. */
  get offset(): number {
    return this.#offset;
  }

  get remaining(): number {
    return this.#end - this.#offset;
  }

  uint8(): number {
    return this.#buffer[this.#advance(1)] as number;
  }

  uint16(): number {
    return this.#buffer.readUInt16BE(this.#advance(2));
  }

  uint32(): number {
    return this.#buffer.readUInt32BE(this.#advance(4));
  }

  uint64(): bigint {
    return this.#buffer.readBigUInt64BE(this.#advance(8));
  }

  int8(): number {
    return this.#buffer.readInt8(this.#advance(1));
  }

  int16(): number {
    return this.#buffer.readInt16BE(this.#advance(2));
  }

  int32(): number {
    return this.#buffer.readInt32BE(this.#advance(4));
  }

  int64(): bigint {
    return this.#buffer.readBigInt64BE(this.#advance(8));
  }

  float32(): number {
    return this.#buffer.readFloatBE(this.#advance(4));
  }

  float64(): number {
    return this.#buffer.readDoubleBE(this.#advance(8));
  }

  /** A view of the next `length` bytes, not a copy. */
  bytes(length: number): Uint8Array {
    const at = this.#advance(length);
    return new Uint8Array(this.#buffer.buffer, this.#buffer.byteOffset + at, length);
  }

  /** A reader of the next `length` bytes and no more. */
  part(length: number): ByteReader {
    const at = this.#advance(length);
    return new ByteReader(this.#buffer, at, at + length);
  }

  /** The next `length` bytes as text; bytes that are not UTF-8 are refused rather than replaced. */
  utf8(length: number): string {
    const at = this.#advance(length);
    const text = this.#buffer.toString('utf8', at, at + length);
    if (text.includes(REPLACEMENT_CHARACTER) && !isUtf8(this.#buffer.subarray(at, at + length))) {
      throw new MalformedBytesError(`text at byte ${at} is not valid UTF-8`);
    }
    return text;
  }

  skip(length: number): void {
    this.#advance(length);
  }

  /** Moves past `length` bytes and returns where they began. */
  #advance(length: number): number {
    const at = this.#offset;
    if (length > this.#end - at) {
      throw new MalformedBytesError(
        `cut off: ${length} bytes expected at byte ${at}, ${this.remaining} are left`,
      );
    }
    this.#offset = at + length;
    return at;
  }
}
