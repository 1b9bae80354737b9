// Runs after `npm ci`, and is no TypeScript: where no newer Node came with it, each other script would end with words of
// the runtime.
import process from 'node:process';

if (!process.features.typescript) {
  console.error(
    `This project needs Node 24, and this is ${process.versions.node}. Packages bring one for Linux and for Windows on x64; for ${process.platform} on ${process.arch}, none came.`,
  );
  console.error('next: install Node 24, such as from https://nodejs.org, and run npm ci again');
  process.exitCode = 1;
}
