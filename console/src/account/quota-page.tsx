// The quota: what is used now, what all groups may grow to, and the limit, for each resource in one line.
import { parseQuantity } from '@hikube/domain';
import type { Tenant } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { useLive } from '../live/use-live.ts';
import { Surroundings } from '../surroundings.ts';
import { Head } from '../ui/head.tsx';
import { Page } from '../ui/page.tsx';
import { Freshness, Shown } from '../ui/shown.tsx';
import { Mark } from '../ui/status.tsx';

const TIGHT = 0.9;
const WIDTH = 160;

/** The page. */
export function QuotaPage() {
  const { client, words } = useContext(Surroundings);
  const reading = useLive('quota', async (signal) => client.tenant({ signal }));
  return (
    <Page title={words.pages.quota} sub={<Freshness reading={reading} />}>
      <Shown reading={reading} what={words.theQuota}>
        {(tenant) => <Quota items={tenant.quota} />}
      </Shown>
    </Page>
  );
}

/** The lines. */
function Quota({ items }: { readonly items: Tenant['quota'] }) {
  const { words } = useContext(Surroundings);
  return (
    <>
      <div class="panel">
        <table class="tt in">
          <Head
            columns={[
              words.resource,
              { name: words.drawing, isHidden: true, className: 'drawn' },
              { name: words.nowUsed, isNumber: true },
              { name: words.allGrown, isNumber: true },
              { name: words.limit, isNumber: true },
            ]}
          />
          <tbody>
            {items.map(({ resource, used, requested, limit }) => (
              <tr key={resource}>
                <th scope="row">
                  {words.resources[resource] ?? resource}{' '}
                  {partOf(requested, limit) > TIGHT ? (
                    <Mark shape="warn" tone="warn">
                      {words.tight}
                    </Mark>
                  ) : null}
                </th>
                <td class="drawn">
                  <Drawn used={partOf(used, limit)} requested={partOf(requested, limit)} />
                </td>
                <td class="r">{words.amount(resource, used)}</td>
                <td class="r">{words.amount(resource, requested)}</td>
                <td class="r">{words.amount(resource, limit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="small dim gap">{words.quotaMeans}</p>
    </>
  );
}

/** How much of a limit an amount is: 0 to 1, or more. */
function partOf(amount: string, limit: string): number {
  const [part, whole] = [Number(parseQuantity(amount) ?? 0n), Number(parseQuantity(limit) ?? 0n)];
  return whole === 0 ? 0 : part / whole;
}

function Drawn({ used, requested }: { readonly used: number; readonly requested: number }) {
  const width = (part: number) => Math.min(1, part) * WIDTH;
  return (
    <svg class="quota-bar" width={WIDTH} height="12" viewBox={`0 0 ${WIDTH} 12`} aria-hidden="true">
      <rect class="requested" y="1" width={width(requested)} height="10" />
      <rect class="used" y="1" width={width(used)} height="10" />
      <rect class="limit" x="0.5" y="1" width={WIDTH - 1} height="10" />
    </svg>
  );
}
