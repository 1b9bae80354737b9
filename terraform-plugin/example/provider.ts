// The provider: its setting, what is made of it, and what it offers.
import { attribute, defineSchema, definitionsFor, error } from 'terraform-plugin';
import { item } from './item.ts';
import { items } from './items.ts';
import { TodoList } from './list.ts';
import { lock } from './lock.ts';
import { slug } from './slug.ts';

export const ADDRESS = 'registry.terraform.io/example/todo';

export const provider = definitionsFor<TodoList>().provider({
  name: 'todo',
  schema: defineSchema({
    attributes: { list: attribute.string({ required: true, description: 'The file with the list.' }) },
  }),
  configure({ config: { list } }) {
    // From something that does not exist yet: no other list may be meant in its place.
    if (typeof list !== 'string') {
      const detail = 'The list comes from something that is not known yet: create that first, with -target.';
      return { diagnostics: [error('The list is not known yet', detail, ['list'])] };
    }
    return { data: new TodoList(list) };
  },
  resources: { todo_item: item },
  dataSources: { todo_items: items },
  ephemeralResources: { todo_lock: lock },
  functions: { slug },
});
