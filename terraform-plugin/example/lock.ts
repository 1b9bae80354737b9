// ephemeral "todo_lock": holds the list while Terraform runs, and is in no state and no plan.
import { rm, writeFile } from 'node:fs/promises';
import { attribute, defineSchema, definitionsFor, error } from 'terraform-plugin';
import type { TodoList } from './list.ts';

const { string } = attribute;

const schema = defineSchema({
  description: 'Keeps others from locking the same file.',
  attributes: {
    file: string({ required: true, description: 'A file that is made for as long as it is open.' }),
    holder: string({ computed: true, description: 'What stands in it.' }),
  },
});

export const lock = definitionsFor<TodoList>().ephemeralResource<typeof schema>({
  schema,
  async open({ config: { file } }) {
    const holder = `process ${process.pid}`;
    try {
      await writeFile(file, holder, { flag: 'wx' });
    } catch {
      return {
        diagnostics: [
          error('The list is locked', `${file} exists: somebody holds it. Wait, or remove it.`, ['file']),
        ],
      };
    }
    // What is private is handed back when it is closed, and nobody else sees it.
    return { result: { file, holder }, private: { file } };
  },
  async close({ private: held }) {
    await rm(String(held['file']), { force: true });
    return undefined;
  },
});
