// What the system says no to, in words: a file that is somebody else's, a disk that is full.
import { type CliError, wrong } from './cli-error.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'it is not yours to use',
  EPERM: 'it is not yours to use',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  ENOENT: 'a part of its path is missing',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  EBUSY: 'another program holds it',
};

interface SystemError extends Error {
  readonly code?: string;
  readonly path?: string;
  readonly syscall?: string;
}

export function reasonOf({ code = '', syscall }: SystemError): string {
  // Folders above it are made before it is.
  if (code === 'ENOENT' && syscall === 'mkdir') return 'no folder can be made there';
  return REASONS[code] ?? 'the system refuses';
}

/** An error of a file as one for people; undefined for any other. */
export function fromSystem(error: unknown): CliError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path } = error as SystemError;
  if (code === undefined || path === undefined) return undefined;
  return wrong(`${path} cannot be used: ${reasonOf(error)} (${code}).`);
}
