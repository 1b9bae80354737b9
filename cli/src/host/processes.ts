// Other programs of this machine.
import process from 'node:process';
import type { Processes } from './host.ts';

export const systemProcesses: Processes = {
  pid: process.pid,
  isAlive(pid) {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      // It is there, and somebody else's.
      return (error as { code?: unknown }).code === 'EPERM';
    }
  },
  async run(program, args) {
    const { spawn } = await import('node:child_process');
    return new Promise((resolve, reject) => {
      const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      const printed = { stdout: '', stderr: '' };
      for (const stream of ['stdout', 'stderr'] as const) {
        child[stream].setEncoding('utf8').on('data', (text: string) => {
          printed[stream] += text;
        });
      }
      child.once('error', () =>
        reject(new Error(`${program} cannot be started: check its name and that it is on the PATH.`)),
      );
      child.once('close', (code) => resolve({ code: code ?? 1, ...printed }));
    });
  },
  async attach(program, args) {
    const { spawn } = await import('node:child_process');
    const child = spawn(program, args, { stdio: 'inherit' });
    // A terminal sends Ctrl-C to both, and what it means is the program's affair.
    process.on('SIGINT', ignore);
    process.once('SIGTERM', () => child.kill('SIGTERM'));
    return new Promise<number>((resolve, reject) => {
      child.once('error', () => reject(new Error(`${program} cannot be started.`)));
      child.once('close', (code) => resolve(code ?? INTERRUPTED));
    }).finally(() => process.off('SIGINT', ignore));
  },
};

const ignore = () => {};
const INTERRUPTED = 130;
