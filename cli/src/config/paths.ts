// Where this program keeps what it has to remember, and what it may forget.
import { join } from 'node:path';
import type { Host } from '../host/host.ts';

type Place = Pick<Host, 'environment' | 'home' | 'system'>;

/** File of the contexts. */
export function configFile({ environment, home, system }: Place): string {
  const { HIKUBE_CONFIG, XDG_CONFIG_HOME, APPDATA } = environment;
  if (HIKUBE_CONFIG) return HIKUBE_CONFIG;
  if (system === 'win32' && APPDATA) return join(APPDATA, 'hikube', 'config.json');
  return join(XDG_CONFIG_HOME || join(home, '.config'), 'hikube', 'config.json');
}

/** Folder of what can be made again. */
export function cacheFolder({ environment, home, system }: Place): string {
  const { HIKUBE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  if (HIKUBE_CACHE) return HIKUBE_CACHE;
  if (system === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'hikube', 'cache');
  return join(XDG_CACHE_HOME || join(home, '.cache'), 'hikube');
}
