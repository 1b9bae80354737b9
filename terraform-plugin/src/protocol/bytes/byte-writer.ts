// A buffer that grows while it is written to.

const INITIAL_CAPACITY = 256;

/** Appends big-endian numbers, bytes and text. */
export class ByteWriter {
  #buffer = Buffer.allocUnsafe(INITIAL_CAPACITY);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  uint8(value: number): void {
    const at = this.#extend(1);
    this.#buffer[at] = value;
  }

  uint16(value: number): void {
    const at = this.#extend(2);
    this.#buffer.writeUInt16BE(value, at);
  }

  uint32(value: number): void {
    const at = this.#extend(4);
    this.#buffer.writeUInt32BE(value, at);
  }

  int64(value: bigint): void {
    const at = this.#extend(8);
    this.#buffer.writeBigInt64BE(value, at);
  }

  float64(value: number): void {
    const at = this.#extend(8);
    this.#buffer.writeDoubleBE(value, at);
  }

  bytes(value: Uint8Array): void {
    const at = this.#extend(value.length);
    this.#buffer.set(value, at);
  }

  /** Appends text whose UTF-8 length the caller has already computed, because it was written before it. */
  utf8(text: string, byteLength: number): void {
    const at = this.#extend(byteLength);
    this.#buffer.write(text, at, byteLength, 'utf8');
  }

  /** Opens a gap of `size` bytes at `at` by moving everything after it, so that a length can be put in front. */
  insertGap(at: number, size: number): void {
    const end = this.#extend(size);
    this.#buffer.copyWithin(at + size, at, end);
  }

  /** Overwrites one byte that was written before. */
  patch(at: number, value: number): void {
    this.#buffer[at] = value;
  }

  /** Everything written so far, without a copy: write no more afterwards. */
  finish(): Uint8Array {
    return new Uint8Array(this.#buffer.buffer, this.#buffer.byteOffset, this.#length);
  }

  /** Makes room for `size` more bytes and returns where they begin. */
  #extend(size: number): number {
    const at = this.#length;
    const needed = at + size;
    if (needed > this.#buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, needed));
      this.#buffer.copy(grown, 0, 0, at);
      this.#buffer = grown;
    }
    this.#length = needed;
    return at;
  }
}
