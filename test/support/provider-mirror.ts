// The provider as it is packed, in a mirror from which `terraform init` takes it: built once for all files of a run, and
// nobody may change it. Compressing what few need of it takes seconds.
import { installIntoMirror } from '@hikube/terraform-provider/packaging';
import { MADE, madeOnce } from './made-once.ts';

/** With the emulator beside it; or one that `STRUCK_AT` makes end in the middle of things, without. */
export type PackedProvider = 'whole' | 'struck';

/**
 * The folder of the mirror.
 * @param scratch where it is made outside of a run of tests
 */
export function providerMirror(which: PackedProvider, scratch: string): Promise<string> {
  const entry = which === 'struck' ? 'testing/struck-provider-main.ts' : undefined;
  return madeOnce(MADE ?? scratch, `provider-${which}`, async (folder) => {
    await installIntoMirror(folder, entry, which === 'whole');
  });
}
