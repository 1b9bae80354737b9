// A thousand open streams: what each keeps in memory, and what they do to a stranger's GET.

import { readFile } from 'node:fs/promises';
import { Agent, type IncomingMessage, request } from 'node:http';
import type { ServiceProcess } from '../../support/service-process.ts';
import type { Figure } from '../figure.ts';
import { median, ratioOf } from '../figure.ts';
import { cpuOfEach, get, type Served } from './served.ts';

const STREAMS = 1000;
const REQUESTS = 1500;
const ROUNDS = 5;

/** Needs the service to hold as many streams for one token. */
export async function streamFigures(service: ServiceProcess): Promise<Figure[]> {
  const headers = { Authorization: `Bearer ${service.token}` };
  const read = { pid: service.pid, url: `${service.endpoint}/clusters/bench-0`, headers };
  await cpuOfEach(read, REQUESTS);
  const alone: number[] = [];
  for (let round = 0; round < ROUNDS; round++) alone.push(await cpuOfEach(read, REQUESTS));
  const quick: number[] = [];
  for (let round = 0; round < ROUNDS; round++) quick.push(await latencyOf(read));
  const before = await memoryOf(service.pid);
  const agent = new Agent({ keepAlive: true, maxSockets: STREAMS });
  await Promise.all(
    Array.from({ length: STREAMS }, () =>
      opened(agent, `${service.endpoint}/clusters/bench-0/events`, {
        ...headers,
        Accept: 'text/event-stream',
      }),
    ),
  );
  const held = ((await memoryOf(service.pid)) - before) / STREAMS;
  const beside: number[] = [];
  for (let round = 0; round < ROUNDS; round++) beside.push(await cpuOfEach(read, REQUESTS));
  const slow: number[] = [];
  for (let round = 0; round < ROUNDS; round++) slow.push(await latencyOf(read));
  agent.destroy();
  return [
    {
      name: 'service: memory of each of 1,000 open streams',
      value: Math.round(held),
      unit: 'bytes',
      ...(held > 0 ? {} : { inconclusive: 'the process gave memory back meanwhile' }),
    },
    {
      ...ratioOf(
        'service: CPU of a GET beside 1,000 open streams',
        beside.map((each, round) => each / (alone[round] as number)),
      ),
      per: 'the same without them',
      aim: 1.1,
    },
    {
      ...ratioOf(
        'service: latency of a GET beside 1,000 open streams',
        slow.map((each, round) => each / (quick[round] as number)),
      ),
      per: 'the same without them',
      aim: 1.1,
    },
  ];
}

/** Milliseconds until one request alone is answered: the median of many, one after the other. */
async function latencyOf({ url, headers }: Served): Promise<number> {
  const times: number[] = [];
  for (let request = 0; request < REQUESTS / 5; request++) {
    const began = performance.now();
    await get(url, headers);
    times.push(performance.now() - began);
  }
  return median(times);
}

/** Resolves when the stream has begun. */
function opened(agent: Agent, url: string, headers: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers }, (answer: IncomingMessage) => {
      if (answer.statusCode !== 200) reject(new Error(`A stream was answered ${answer.statusCode}`));
      answer.on('error', () => undefined);
      answer.once('data', () => resolve());
      answer.resume();
    })
      .on('error', reject)
      .end();
  });
}

/** Resident memory in bytes. */
async function memoryOf(pid: number): Promise<number> {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) * 1024;
}
