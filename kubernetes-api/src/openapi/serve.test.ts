// Documents follow the kinds that there are, also those that come while a document is made.
import { expect, test } from 'vitest';
import type { Kind } from '../kinds/kind.ts';
import { controlPlaneKinds } from '../kinds/official.ts';
import { Registry } from '../kinds/registry.ts';
import { OpenApi } from './serve.ts';

const PROTOBUF = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';

/** A registry that tells when its kinds are read. */
class ReadRegistry extends Registry {
  onRead = (): void => undefined;
  override get all() {
    this.onRead();
    return super.all;
  }
}

test('a kind that comes while the protobuf is made is in the next one', async () => {
  const isLater = ({ resource }: Kind) => resource === 'configmaps';
  const registry = new ReadRegistry(controlPlaneKinds().filter((kind) => !isLater(kind)));
  const path = '/api/v1/namespaces/{namespace}/configmaps';
  const openApi = new OpenApi(registry);
  /** Whether the document has the later kind. */
  const ask = async (accept: string) => {
    const wishes = { gzip: false, pretty: false };
    const answer = await openApi.serve('/openapi/v2', new Headers({ accept }), new URLSearchParams(), wishes);
    return new TextDecoder().decode(await answer!.arrayBuffer()).includes(path);
  };
  // Somebody else asks for it between the moment when it is made and the one when it is known by its hash.
  const meanwhile = new Promise<boolean>((resolve) => {
    registry.onRead = () => {
      registry.onRead = () => undefined;
      queueMicrotask(() => {
        registry.setCustom('later', controlPlaneKinds().filter(isLater));
        resolve(ask('application/json'));
      });
    };
  });
  const first = await ask(PROTOBUF);
  expect([first, await meanwhile, await ask(PROTOBUF)]).toEqual([false, true, true]);
});
