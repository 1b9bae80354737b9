// @hikube/sdk/otel: spans of OpenTelemetry for each request, by its conventions for HTTP clients. The peer
// @opentelemetry/api is that of the application, so that spans are where its others are.
import {
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { Hooks, SentRequest } from '../transport/hooks.ts';
import { VERSION } from '../user-agent.ts';

/** What is traced. */
export interface TraceOptions {
  /** Makes the spans; that of `@hikube/sdk` from the global provider by default. */
  readonly tracer?: Tracer;
}

/**
 * Hooks that make a span of each attempt of a call, below the span that is active where the call is made, and hand its
 * context on to the service (`traceparent`). No span has a token, a body, or a header.
 *
 * @example
 * import { createClient } from '@hikube/sdk';
 * import { traced } from '@hikube/sdk/otel';
 *
 * const hikube = createClient({ hooks: traced() });
 * console.log((await hikube.tenant()).id);
 */
export function traced({ tracer = trace.getTracer('@hikube/sdk', VERSION) }: TraceOptions = {}): Hooks {
  const spans = new WeakMap<SentRequest, Span>();
  const end = (request: SentRequest, tell: (span: Span) => void) => {
    const span = spans.get(request);
    if (span === undefined) return;
    tell(span);
    span.end();
  };
  return {
    onRequest(request) {
      const span = tracer.startSpan(`${request.method} ${request.address}`, {
        kind: SpanKind.CLIENT,
        attributes: attributesOf(request),
      });
      spans.set(request, span);
      propagation.inject(trace.setSpan(context.active(), span), request.headers);
    },
    onResponse({ request, status, requestId }) {
      end(request, (span) => {
        span.setAttribute('http.response.status_code', status);
        if (requestId !== undefined) span.setAttribute('hikube.request_id', requestId);
        if (status < 400) return;
        span.setAttribute('error.type', String(status));
        span.setStatus({ code: SpanStatusCode.ERROR });
      });
    },
    onLost({ request, error }) {
      end(request, (span) => {
        const name = error instanceof Error ? error.name : typeof error;
        span.setAttribute('error.type', name);
        span.setStatus({
          code: SpanStatusCode.ERROR,
          ...(error instanceof Error ? { message: error.message } : {}),
        });
      });
    },
  };
}

function attributesOf({ method, url, address, attempt }: SentRequest) {
  const { hostname, port, protocol } = new URL(url);
  return {
    'http.request.method': method,
    'url.full': url,
    'url.template': address,
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'http:' ? 80 : 443),
    ...(attempt === 1 ? {} : { 'http.request.resend_count': attempt - 1 }),
  };
}
