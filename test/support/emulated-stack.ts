// The packed provider with its emulator, in workspaces that know of no service, and of no account.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cliConfiguration } from '@hikube/terraform-provider/packaging';
import { providerMirror } from './provider-mirror.ts';
import { Workspace } from './terraform.ts';

/** An emulator as it has announced itself. */
export interface AnnouncedEmulator {
  readonly endpoint: string;
  readonly token: string;
  readonly pid: number;
}

export interface EmulatedStack {
  /** Not initialised. */
  workspace(environment?: Readonly<Record<string, string>>): Promise<Workspace>;
  /** Emulators of a workspace that are announced now. */
  running(workspace: Workspace): Promise<readonly AnnouncedEmulator[]>;
  dispose(): Promise<void>;
}

/** Where nobody answers, so that whatever is sent there is noticed. */
const NOWHERE = 'http://127.0.0.1:9/v1';

export async function emulatedStack(): Promise<EmulatedStack> {
  const scratch = await mkdtemp(join(tmpdir(), 'hikube-emulated-'));
  const mirror = await providerMirror('whole', scratch);
  const workspaces: Workspace[] = [];
  const running = async ({ folder }: Workspace): Promise<readonly AnnouncedEmulator[]> => {
    const place = join(folder, '.hikube-emulator');
    const names = await readdir(place).catch(() => []);
    const files = names.filter((name) => /^(?:running|memory-.*)\.json$/.test(name));
    const texts = await Promise.all(files.map((name) => readFile(join(place, name), 'utf8').catch(() => '')));
    return texts.filter((text) => text !== '').map((text) => JSON.parse(text));
  };
  return {
    running,
    async workspace(environment = {}) {
      const workspace = await Workspace.create(
        { HIKUBE_ENDPOINT: NOWHERE, HIKUBE_TOKEN: '', ...environment },
        cliConfiguration(mirror),
      );
      workspaces.push(workspace);
      return workspace;
    },
    async dispose() {
      for (const workspace of workspaces) {
        for (const { pid } of await running(workspace)) end(pid);
        await workspace.dispose();
      }
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
