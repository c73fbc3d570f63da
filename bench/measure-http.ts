import autocannon from 'autocannon';

export interface BenchRequest {
  method: 'GET' | 'POST';
  /** From `/api/v1` on. */
  path: string;
  token?: string;
  body?: unknown;
}

export interface Measured {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  failed: number;
}

interface HttpRun {
  apiUrl: string;
  connections: number;
  seconds: number;
  /** Requests a second, over all connections; as fast as answers come unless given. */
  rate?: number;
  /** @param number counts the requests */
  draw: (number: number) => BenchRequest;
}

/** So many connections, one request after the other on each. */
export async function measureHttp({
  apiUrl,
  connections,
  seconds,
  rate,
  draw,
}: HttpRun): Promise<Measured> {
  let sent = 0;
  const result = await autocannon({
    url: apiUrl,
    connections,
    duration: seconds,
    ...(rate === undefined ? {} : { overallRate: rate }),
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
