// Answers that are made here and not by the service.
import type { Random } from '@hikube/service';
import { problemResponse, type Refusal } from '@hikube/service/http';

export function asRefused(refusal: Refusal, request: Request, random: Random): Response {
  const requestId = request.headers.get('x-request-id') ?? `req-${random.hex(24)}`;
  return problemResponse(
    refusal,
    { requestId, path: new URL(request.url).pathname },
    new Headers({ 'X-Request-Id': requestId }),
  );
}
