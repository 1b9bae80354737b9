// hikube context …
import { changeContexts, contextOf, readContexts } from '../config/contexts.ts';
import { directName } from '../config/direct.ts';
import { KUBECONFIG, kindOf } from './auth.ts';
import { command, type Group } from './command.ts';

const CONTEXT = { name: 'context', brief: 'Name of the context', complete: 'contexts' } as const;

const list = command({
  brief: 'List the contexts: which API, as whom',
  examples: ['hikube context list'],
  async run(session) {
    const { current, contexts } = await readContexts(session.host);
    const items = Object.entries(contexts).map(([name, context]) => ({
      current: name === current ? '*' : '',
      name,
      ...('direct' in context
        ? { endpoint: directName(context.direct), credential: KUBECONFIG }
        : { endpoint: context.endpoint, credential: kindOf(context.credential) }),
    }));
    await session.show('context', { items });
    return 0;
  },
});

const use = command({
  brief: 'Use another context from now on',
  args: [CONTEXT],
  examples: ['hikube context use work'],
  async run(session, { args: [name = ''] }) {
    await changeContexts(session.host, (before) => {
      contextOf(before.contexts, name);
      return { ...before, current: name };
    });
    session.say(`The context is ${name}.`);
    return 0;
  },
});

const remove = command({
  brief: 'Forget a context with its token; the token itself stays valid',
  args: [CONTEXT],
  examples: ['hikube context delete work'],
  async run(session, { args: [name = ''] }) {
    await changeContexts(session.host, ({ current, contexts }) => {
      contextOf(contexts, name);
      const { [name]: _gone, ...rest } = contexts;
      return { contexts: rest, ...(current === undefined || current === name ? {} : { current }) };
    });
    session.say(`The context ${name} is forgotten.`);
    return 0;
  },
});

export const contextCommands: Group = { brief: 'Contexts', commands: { list, use, delete: remove } };
