import autocannon from 'autocannon';
import type { BenchRequest, Measured } from './measured.ts';

interface HttpRun {
  apiUrl: string;
  connections: number;
  seconds: number;
  /** @param number counts the requests */
  draw: (number: number) => BenchRequest;
}

/** As fast as so many connections get answers, one request after the other on each. */
export async function measureHttp({
  apiUrl,
  connections,
  seconds,
  draw,
}: HttpRun): Promise<Measured> {
  let sent = 0;
  const result = await autocannon({
    url: apiUrl,
    connections,
    duration: seconds,
    requests: [
      {
        setupRequest: (request) => addTo(request, draw((sent += 1))),
      },
    ],
  });
  return {
    perSecond: Math.round(result.requests.average),
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors + result.timeouts,
  };
}

function addTo(
  request: autocannon.Request,
  { method, path, token, body }: BenchRequest,
): autocannon.Request {
  return {
    ...request,
    method,
    path: `/api/v1${path}`,
    headers: {
      ...request.headers,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}
