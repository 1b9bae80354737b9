// A host as a process of its own, to be killed: starts the fixture, uses it, prints where it is, and stays.
import { startFixture } from './protocol-host.ts';

const plugin = await startFixture();
await plugin.connect().rpc('GetMetadata', {});
process.stdout.write(`${JSON.stringify({ pid: plugin.process.pid, socket: plugin.address.address })}\n`);
