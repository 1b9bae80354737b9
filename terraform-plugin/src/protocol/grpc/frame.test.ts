import { describe, expect, test } from 'vitest';
import { encodeFrame, FrameCollector } from './frame.ts';

function collect(...chunks: string[]): string {
  const collector = new FrameCollector();
  for (const chunk of chunks) collector.push(Buffer.from(chunk, 'hex'));
  return Buffer.from(collector.finish()).toString('hex');
}

test('encodes flag, length and message', () => {
  expect(encodeFrame(Buffer.from('abc')).toString('hex')).toBe('0000000003616263');
  expect(encodeFrame(new Uint8Array()).toString('hex')).toBe('0000000000');
});

describe('collects a message', () => {
  test('from one chunk', () => {
    expect(collect('0000000003616263')).toBe('616263');
  });

  test('from chunks of one byte', () => {
    expect(collect('00', '00', '00', '00', '03', '61', '62', '63')).toBe('616263');
  });

  test('that is empty', () => {
    expect(collect('0000000000')).toBe('');
  });
});

describe('refuses', () => {
  const cases: [name: string, chunks: string[], code: number, message: string][] = [
    ['nothing', [], 13, 'the request was cut off after 0 bytes'],
    ['half a header', ['000000'], 13, 'the request was cut off after 3 bytes'],
    ['half a message', ['00000000036162'], 13, 'the request was cut off after 7 bytes'],
    ['a second message', ['000000000161', '00'], 13, 'the request holds more than one message'],
    ['a compressed message', ['0100000001'], 12, 'compressed messages are not supported'],
    [
      '4 GiB, before they come',
      ['00ffffffff'],
      8,
      'a message of 4294967295 bytes is larger than the limit of 268435456',
    ],
  ];
  test.each(cases)('%s', (_name, chunks, code, message) => {
    expect(() => collect(...chunks)).toThrow(expect.objectContaining({ code, message }));
  });
});
