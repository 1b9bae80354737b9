// Texts that would be templates, commands or new lines elsewhere: they come back as they were sent, and the log has one
// line for each event, whatever stands in it.
import type { Cluster } from '@hikube/openapi/types';
import { jsonLog } from '@hikube/service';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROD, samples } from '../contract/samples.ts';
import { startTestService, type TestService } from '../support/service.ts';

const logged: string[] = [];
let service: TestService;
beforeAll(async () => {
  service = await startTestService({
    config: {
      log: jsonLog(
        (line) => logged.push(line),
        () => 0,
        'debug',
      ),
    },
  });
  await service.finish((await service.api<{ id: string }>('POST', '/clusters', { body: PROD })).body);
});
afterAll(() => service.dispose());

const FORGED = '{"time":"2026-01-01T00:00:00.000Z","level":"info","event":"forged"}';
const TEXTS: readonly string[] = [
  `a\n${FORGED}`,
  `a\r\n${FORGED}`,
  `a\u2028${FORGED}\u2029`,
  `a\u0085${FORGED}`,
  `a\u001b[2K\r${FORGED}`,
  `"}\n${FORGED}`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: templates of other languages.
  '${file("/etc/passwd")} ${7*7} ${jndi:ldap://x/a}',
  '%{ for x in y }%{ endfor } {{7*7}} {%raw%} <%= 7*7 %> #{7*7}',
  '`id` $(id) ; id | id && id',
  '%s%s%n%x',
  '=cmd|calc!A1',
];

/** Lines as a reader of the log sees them, each of which must be one event. */
function linesOfLog(): readonly Record<string, unknown>[] {
  return logged
    .join('')
    .split(/[\n\r\u2028\u2029\u0085]/)
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a text that is accepted comes back as it was sent, evaluated by nobody', async () => {
  let kept = 0;
  for (const text of TEXTS) {
    const reply = await service.api<{ id: string }>('PATCH', '/clusters/prod', {
      body: { displayName: text },
    });
    if (reply.status !== 202) continue;
    kept += 1;
    expect((await service.api<Cluster>('GET', '/clusters/prod')).body.displayName).toBe(text);
    const manifest = await service.api<unknown>('GET', '/clusters/prod/manifest', {
      headers: { accept: 'application/yaml' },
    });
    expect(JSON.stringify(manifest.body)).toContain(JSON.stringify(text).slice(1, -1));
  }
  expect(kept).toBeGreaterThan(3);
});

test('no event is forged, wherever the text is sent', async () => {
  const before = logged.length;
  let sent = 0;
  for (const text of TEXTS) {
    const encoded = encodeURIComponent(text);
    const visible = text.replaceAll(/[^\x20-\x7e]/g, '?');
    for (const { method, path, body } of samples()) {
      await service.api(method, `${path}?cursor=${encoded}`, { body });
      await service.api(method, `${path}${encoded}`, { body });
      await service.api(method, path, {
        body: body === undefined ? undefined : { ...body, name: text, [text]: text },
        headers: { 'idempotency-key': visible.slice(0, 60), 'user-agent': visible, 'x-request-id': visible },
      });
      sent += 3;
    }
    await service.api.as(undefined)('GET', '/tenant', { headers: { authorization: `Bearer ${visible}` } });
  }
  const lines = linesOfLog();
  expect(lines).toHaveLength(logged.length);
  expect(logged.length - before).toBeGreaterThan(sent);
  expect(lines.filter(({ event }) => event === 'forged')).toEqual([]);
  expect(logged.every((line) => line.endsWith('}\n'))).toBe(true);
  console.log(
    `forged lines: ${TEXTS.length} texts in ${sent} requests, ${lines.length} lines of log, 0 forged`,
  );
});
