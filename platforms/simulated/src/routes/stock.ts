// How many cards there are, for the clusters of every tenant.
import type { RouteRequest } from '@hikube/service/platform';
import { type Member, membersOf } from './members.ts';
import { invalidField } from './refuse.ts';
import type { RoutesContext } from './routes.ts';

/** How many cards of each type there are, held ones included. */
export interface StockState {
  readonly stock: Readonly<Record<string, number>>;
}

interface StockBody {
  readonly gpuType: string;
  readonly count: number;
}

const MEMBERS: Readonly<Record<keyof StockBody, Member>> = {
  gpuType: { type: 'string' },
  count: { type: 'count' },
};

/** The stock of now. */
export async function readStock({ controls, catalogue }: RoutesContext): Promise<StockState> {
  const [stock, { gpuTypes }] = await Promise.all([controls.stock(), catalogue()]);
  return { stock: Object.fromEntries(gpuTypes.map(({ name }) => [name, stock[name] ?? 0])) };
}

/** Says how many cards of a type there are. Fewer than are held takes none away. */
export async function changeStock(context: RoutesContext, { body }: RouteRequest): Promise<StockState> {
  const { gpuType, count } = membersOf<StockBody>(body, MEMBERS);
  const { gpuTypes } = await context.catalogue();
  if (!gpuTypes.some(({ name }) => name === gpuType)) {
    const names = gpuTypes.map(({ name }) => name).join(', ');
    throw invalidField('gpuType', `There is no such card: choose one of ${names}.`);
  }
  await context.controls.setStock(gpuType, count);
  return readStock(context);
}
