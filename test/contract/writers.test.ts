// Many writers with one ETag: exactly one wins, and everybody else learns what it became.
import type { Cluster, Problem } from '@hikube/openapi/types';
import { afterAll, expect, test } from 'vitest';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { describeEachVariant, startTestService } from '../support/service.ts';

const WRITERS = 50;

const total = { variants: 0, rounds: 0, winners: 0 };
afterAll(() => {
  console.log(
    `writers at once: ${WRITERS} writers in ${total.rounds} rounds over ${total.variants} transports and stores; ${total.winners} winners, one in each round`,
  );
});

describeEachVariant('writers at once', (variant) => {
  test('one wins in every round', { timeout: scaledTimeout(400_000) }, async () => {
    const service = await startTestService(variant);
    const rounds = scaled(100, variant.transport === 'fetch' ? 10 : 2);
    await service.api('POST', '/clusters', { body: { name: 'prod', topology: 'development' } });
    let winners = 0;
    for (let round = 0; round < rounds; round += 1) {
      const { headers } = await service.api<Cluster>('GET', '/clusters/prod');
      const etag = headers.get('etag')!;
      const replies = await Promise.all(
        Array.from({ length: WRITERS }, (_, writer) =>
          service.api<Problem>('PATCH', '/clusters/prod', {
            body: { displayName: `${round}/${writer}` },
            headers: { 'If-Match': etag },
          }),
        ),
      );
      const won = replies.findIndex(({ status }) => status === 202);
      winners += replies.filter(({ status }) => status === 202).length;
      const lost = replies.filter(({ status }) => status === 412);
      expect(lost).toHaveLength(WRITERS - 1);
      const { body } = await service.api<Cluster>('GET', '/clusters/prod');
      expect(body.displayName).toBe(`${round}/${won}`);
      expect(lost[0]?.body.current).toMatchObject({
        uid: body.uid,
        generation: body.generation,
        displayName: body.displayName,
      });
    }
    expect(winners).toBe(rounds);
    total.variants += 1;
    total.rounds += rounds;
    total.winners += winners;
    await service.dispose();
  });
});
