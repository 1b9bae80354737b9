// From JSON text (stored state, old hosts) to a value. JSON.parse would round every number to a float64 and
// would give objects a prototype, so the few rules of JSON are read here.
import { isUtf8 } from 'node:buffer';
import { MalformedBytesError } from '../bytes/malformed.ts';
import { exactNumber } from '../msgpack/number.ts';
import { emptyObject, type RawObject, type RawValue } from '../msgpack/raw-value.ts';

const MAX_DEPTH = 500;
const SPACE = /[ \t\n\r]*/y;
/** A string in which no character needs a second look. */
const PLAIN_STRING = /"[^"\\\p{Cc}]*"/uy;
const SPACE_CODE = 0x20;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const WORDS: Record<string, RawValue> = { true: true, false: false, null: null };

/**
 * Decodes one JSON document in UTF-8. Numbers follow `exactNumber`; JSON has no unknown values.
 * @throws MalformedBytesError when the text is not JSON or is nested too deep.
 */
export function decodeJson(bytes: Uint8Array): RawValue {
  const cursor: Cursor = { text: readText(bytes), at: 0 };
  const value = readValue(cursor, 0);
  skipSpace(cursor);
  if (cursor.at < cursor.text.length) throw unexpected(cursor);
  return value;
}

interface Cursor {
  readonly text: string;
  at: number;
}

function readText(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw new MalformedBytesError('the JSON text is not valid UTF-8');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}

function readValue(cursor: Cursor, depth: number): RawValue {
  skipSpace(cursor);
  switch (cursor.text[cursor.at]) {
    case '{':
      return readObject(cursor, depth);
    case '[':
      return readArray(cursor, depth);
    case '"':
      return readString(cursor);
    case 't':
    case 'f':
    case 'n':
      return WORDS[match(cursor, WORD)] as RawValue;
    default:
      return exactNumber(match(cursor, NUMBER));
  }
}

function readObject(cursor: Cursor, depth: number): RawObject {
  const values = emptyObject();
  readItems(cursor, '}', depth, () => {
    skipSpace(cursor);
    const key = readString(cursor);
    skipSpace(cursor);
    expect(cursor, ':');
    values[key] = readValue(cursor, depth + 1);
  });
  return values;
}

function readArray(cursor: Cursor, depth: number): RawValue[] {
  const values: RawValue[] = [];
  readItems(cursor, ']', depth, () => {
    values.push(readValue(cursor, depth + 1));
  });
  return values;
}

/** Reads what stands between brackets, separated by commas; the cursor is on the opening bracket. */
function readItems(cursor: Cursor, end: string, depth: number, readItem: () => void): void {
  if (depth >= MAX_DEPTH) throw new MalformedBytesError(`JSON nested deeper than ${MAX_DEPTH} levels`);
  cursor.at++;
  skipSpace(cursor);
  if (cursor.text[cursor.at] === end) {
    cursor.at++;
    return;
  }
  for (;;) {
    readItem();
    skipSpace(cursor);
    if (cursor.text[cursor.at] !== ',') break;
    cursor.at++;
  }
  expect(cursor, end);
}

/** Finds the end of a string literal; JSON.parse then reads it and checks its escapes, where it may have any. */
function readString(cursor: Cursor): string {
  const start = cursor.at;
  PLAIN_STRING.lastIndex = start;
  if (PLAIN_STRING.test(cursor.text)) {
    cursor.at = PLAIN_STRING.lastIndex;
    return cursor.text.slice(start + 1, cursor.at - 1);
  }
  expect(cursor, '"');
  while (cursor.text[cursor.at] !== '"') {
    if (cursor.at >= cursor.text.length) throw unexpected(cursor);
    cursor.at += cursor.text[cursor.at] === '\\' ? 2 : 1;
  }
  cursor.at++;
  try {
    return JSON.parse(cursor.text.slice(start, cursor.at)) as string;
  } catch {
    throw new MalformedBytesError(
      `JSON string at character ${start} has an escape or control character in it`,
    );
  }
}

function skipSpace(cursor: Cursor): void {
  // Every space and control character sorts below what may follow; Terraform writes none.
  if (cursor.text.charCodeAt(cursor.at) <= SPACE_CODE) match(cursor, SPACE);
}

function match(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text);
  if (found === null) throw unexpected(cursor);
  cursor.at = pattern.lastIndex;
  return found[0];
}

function expect(cursor: Cursor, character: string): void {
  if (cursor.text[cursor.at] !== character) throw unexpected(cursor);
  cursor.at++;
}

function unexpected(cursor: Cursor): MalformedBytesError {
  const found = cursor.text[cursor.at];
  const what = found === undefined ? 'ends too early' : `has an unexpected ${JSON.stringify(found)}`;
  return new MalformedBytesError(`JSON ${what} at character ${cursor.at}`);
}
