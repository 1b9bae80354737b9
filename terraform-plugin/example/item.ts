// resource "todo_item": something to do.
import { randomUUID } from 'node:crypto';
import { attribute, defineSchema, definitionsFor, error, importById, oneOf, types } from 'terraform-plugin';
import type { Item, TodoList } from './list.ts';
import { slugOf } from './slug.ts';

const { bool, set, string } = attribute;

const schema = defineSchema({
  description: 'Something to do.',
  attributes: {
    title: string({ required: true, description: 'What to do.' }),
    priority: string({
      default: 'normal',
      validators: [oneOf('low', 'normal', 'high')],
      description: 'How urgent it is.',
    }),
    labels: set(types.string, { default: [], description: 'Labels, in no order.' }),
    done: bool({ default: false, description: 'Whether it is done.' }),
    // Known in plan as long as the title stays: nothing else shows "known after apply".
    slug: string({ dependsOn: ['title'], description: 'Short name, from the title.' }),
    id: string({ computed: true, description: 'Stays for ever.' }),
    created_at: string({ computed: true, description: 'When it was added (RFC 3339).' }),
  },
});

/** What Terraform keeps of an item. */
const stateOf = ({ createdAt, labels, ...item }: Item) => ({
  ...item,
  labels: [...labels],
  slug: slugOf(item.title),
  created_at: createdAt,
});

/** What the configuration says of an item. */
const wished = (plan: { title: string; priority: string; labels: string[]; done: boolean }) => ({
  title: plan.title,
  priority: plan.priority,
  labels: plan.labels,
  done: plan.done,
});

export const item = definitionsFor<TodoList>().resource<typeof schema>({
  schema,
  async create({ plan, data: list }) {
    const made = { ...wished(plan), id: randomUUID(), createdAt: new Date().toISOString() };
    await list.put(made);
    return { state: stateOf(made) };
  },
  async read({ state, data: list }) {
    const found = await list.find(state.id ?? '');
    // Null says that it is gone: Terraform plans to make it again.
    return { state: found === undefined ? null : stateOf(found) };
  },
  async update({ plan, state, data: list }) {
    const found = await list.find(state.id ?? '');
    if (found === undefined) {
      return {
        state,
        diagnostics: [error('The item is gone', `Nobody has ${state.id}: plan again.`)],
      };
    }
    const changed = { ...found, ...wished(plan) };
    await list.put(changed);
    return { state: stateOf(changed) };
  },
  async delete({ state, data: list }) {
    await list.remove(state.id ?? '');
    return undefined;
  },
  import: importById('id'),
});
