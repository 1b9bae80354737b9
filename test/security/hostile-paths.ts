// Names that would change the path of a request if they were written into it as they are.
export const HOSTILE_SEGMENTS: readonly string[] = [
  '',
  '.',
  '..',
  '...',
  '%2e%2e',
  '.%2E',
  '../tokens',
  'a/../../tokens',
  'a/b',
  'a\\b',
  '/',
  'a\nb',
  'a\r\nX-Injected: yes',
  '\u0000',
  'a\u007f',
];
