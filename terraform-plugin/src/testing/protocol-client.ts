// A gRPC client for tests: one HTTP/2 session, unary calls as bytes, and the raw answer.
import { type ClientHttp2Session, connect, type OutgoingHttpHeaders } from 'node:http2';
import { connect as connectSocket, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { encodeFrame } from '../protocol/grpc/frame.ts';
import type { Address } from '../protocol/plugin/endpoint.ts';
import { decodeMessage } from '../protocol/protobuf/decode.ts';
import { encodeMessage } from '../protocol/protobuf/encode.ts';
import { type Answered, type Asked, type RpcName, rpcs } from '../protocol/tables/rpcs.ts';

export interface ClientTls {
  /** The server's certificate in PEM, the only one to trust. */
  ca: string;
  /** The client's own; left out, it shows none. */
  cert?: string | undefined;
  key?: string | undefined;
}

export interface Answer {
  httpStatus: number;
  /** gRPC's status, from the trailers or from the headers of an answer without message. */
  status: number | undefined;
  message: string | undefined;
  /** The message in the answer's frame. */
  body: Buffer;
}

export interface CallOptions {
  headers?: OutgoingHttpHeaders | undefined;
  signal?: AbortSignal | undefined;
}

export class GrpcClient {
  readonly session: ClientHttp2Session;

  constructor(address: Address, tls?: ClientTls) {
    const createConnection = () => openSocket(address, tls);
    this.session = connect(tls ? 'https://localhost' : 'http://localhost', { createConnection });
    this.session.on('error', () => {});
    this.session.setMaxListeners(0);
  }

  /** Sends raw frames; rejects when the connection or the stream fails. */
  send(path: string, frames: Uint8Array, { headers, signal }: CallOptions = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.session.once('error', reject);
      this.session.once('close', () => reject(new Error('the session was closed')));
      const head = { ':method': 'POST', ':path': path, 'content-type': 'application/grpc', te: 'trailers' };
      const stream = this.session.request({ ...head, ...headers }, signal ? { signal } : {});
      const answer: Answer = { httpStatus: 0, status: undefined, message: undefined, body: Buffer.alloc(0) };
      const note = (received: OutgoingHttpHeaders) => {
        if (received[':status'] !== undefined) answer.httpStatus = Number(received[':status']);
        if (received['grpc-status'] !== undefined) answer.status = Number(received['grpc-status']);
        const message = received['grpc-message'];
        if (message !== undefined) answer.message = decodeURIComponent(String(message));
      };
      const chunks: Buffer[] = [];
      stream.on('response', note);
      stream.on('trailers', note);
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (answer.httpStatus === 0) reject(new Error('the stream ended without an answer'));
        else resolve({ ...answer, body: Buffer.concat(chunks).subarray(5) });
      });
      stream.on('error', reject);
      stream.end(frames);
    });
  }

  /** Sends one message. */
  call(path: string, message: Uint8Array = new Uint8Array(), options: CallOptions = {}): Promise<Answer> {
    return this.send(path, encodeFrame(message), options);
  }

  /** Calls an RPC of the provider and decodes its response; rejects with the status when it is not OK. */
  async rpc<Rpc extends RpcName>(
    rpc: Rpc,
    request: Asked[Rpc],
    options: CallOptions = {},
  ): Promise<Answered[Rpc]> {
    const bytes = encodeMessage(rpcs[rpc].request, request);
    const answer = await this.call(`/tfplugin6.Provider/${rpc}`, bytes, options);
    if (answer.status !== 0) throw new Error(`status ${answer.status}: ${answer.message}`);
    return decodeMessage(rpcs[rpc].response, answer.body);
  }

  close(): void {
    this.session.destroy();
  }
}

function openSocket({ network, address }: Address, tls: ClientTls | undefined): Socket {
  const where =
    network === 'unix' ? { path: address } : { host: '127.0.0.1', port: Number(address.split(':')[1]) };
  if (tls === undefined) return connectSocket(where);
  return connectTls({ ...where, ...tls, servername: 'localhost', ALPNProtocols: ['h2'] });
}
