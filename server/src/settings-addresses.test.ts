import { expect, test } from 'vitest';
import { describeSettings, readSettings } from './settings.ts';

function read(origins: string, flags: readonly string[] = []) {
  const result = readSettings({ HIKUBE_CORS_ORIGINS: origins }, flags);
  return result.ok ? result.settings.corsOrigins : result.mistakes;
}

test('no page may ask by default', () => {
  expect(read('')).toEqual([]);
});

test('origins are a list, each once, and a flag wins', () => {
  const listed = 'https://console.example.org, http://localhost:5173,https://console.example.org';
  expect(read(listed)).toEqual(['https://console.example.org', 'http://localhost:5173']);
  expect(read(listed, ['--cors-origins', 'https://other.example.org'])).toEqual([
    'https://other.example.org',
  ]);
  const result = readSettings({ HIKUBE_CORS_ORIGINS: listed });
  expect(result.ok && describeSettings(result.settings)).toMatchObject({
    corsOrigins: 'https://console.example.org,http://localhost:5173',
  });
});

test.each([
  '*',
  'null',
  'https://*.example.org',
  'https://console.example.org/',
  'https://console.example.org/path',
  'https://Console.example.org',
  'https://console.example.org:443',
  'console.example.org',
  'ftp://console.example.org',
  'https://user@console.example.org',
])('%s is refused by name', (origin) => {
  expect(read(`https://console.example.org,${origin}`)).toEqual([
    `HIKUBE_CORS_ORIGINS must be origins as browsers send them, such as https://console.example.org,http://localhost:5173: in lower case, without a path and without *; "${origin}" is none.`,
  ]);
});
