// data "todo_items": the list, or the part of it with a label.
import { attribute, defineSchema, definitionsFor } from 'terraform-plugin';
import type { TodoList } from './list.ts';

const { bool, listNested, string } = attribute;

const schema = defineSchema({
  description: 'What there is to do.',
  attributes: {
    label: string({ optional: true, description: 'Only items with this label.' }),
    items: listNested({
      computed: true,
      description: 'The items, oldest first.',
      attributes: {
        id: string({ computed: true }),
        title: string({ computed: true }),
        done: bool({ computed: true }),
      },
    }),
  },
});

export const items = definitionsFor<TodoList>().dataSource<typeof schema>({
  schema,
  async read({ config: { label }, data: list }) {
    const all = await list.items();
    const found = label === null ? all : all.filter(({ labels }) => labels.includes(label));
    return { state: { label, items: found.map(({ id, title, done }) => ({ id, title, done })) } };
  },
});
