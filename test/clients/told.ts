// The two tests that every client passes: its story against the running service, and against the one of tomorrow.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { startLaterService } from './later-service.ts';
import { type Program, STORY, tell } from './setting.ts';

/** Declares them for a program; they come after the tests that generate and build it. */
export function testStory(program: Program): void {
  let service: ServiceProcess;
  beforeAll(async () => {
    service = await startServiceProcess({ store: 'memory', speed: 1200 });
  });
  afterAll(() => service.stop());

  test('creates, waits, lists, patches, previews, cancels and reads a manifest', async () => {
    expect(await tell(program, service.endpoint, service.token)).toEqual(STORY);
  });

  test('goes on when answers have more fields and more values', async () => {
    const later = await startLaterService(service.endpoint);
    try {
      expect(await tell(program, later.endpoint, service.token)).toEqual(STORY);
      expect(Math.min(later.growth.fields, later.growth.values)).toBeGreaterThan(20);
    } finally {
      await later.stop();
    }
  });
}
