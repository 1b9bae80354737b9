import { expect, test } from 'vitest';
import { breakable } from './html.ts';

test.each([
  ['web', 'web'],
  ['--max-surge', '<span class="nb">--max</span>-surge'],
  ['hikube upgrade start --start window', 'hikube upgrade start <span class="nb">--start</span> window'],
  ['idempotency_key_reused', 'idempotency_<wbr>key_<wbr>reused'],
  ['apps.cozystack.io', 'apps.cozystack.io'],
  ['tenantsecrets.core.cozystack.io', 'tenantsecrets.<wbr>core.<wbr>cozystack.<wbr>io'],
  ['1.34.2', '1.34.2'],
  ['/v1/clusters/{cluster}', '/<wbr>v1/<wbr>clusters/<wbr>{cluster}'],
  ['OperationFailedError', 'Operation<wbr>Failed<wbr>Error'],
  ['minReplicas', 'minReplicas'],
  ['Map<string_or_number>', 'Map&#60;string_<wbr>or_<wbr>number&#62;'],
])('%s breaks between its parts only', (name, shown) => {
  expect(breakable(name).text).toBe(shown);
});
