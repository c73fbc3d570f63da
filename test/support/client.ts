/** What came back, as a test wants to look at it. */
export interface Answer<Body = unknown> {
  status: number;
  headers: Headers;
  body: Body;
}

interface CallOptions {
  body?: unknown;
  form?: FormData;
  headers?: Record<string, string>;
}

/** Calls the API over real HTTP, and never throws for a status. */
export interface Client {
  readonly accessToken: string | null;
  call<Body>(method: string, path: string, options?: CallOptions): Promise<Answer<Body>>;
  get<Body>(path: string, headers?: Record<string, string>): Promise<Answer<Body>>;
  post<Body>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<Body>>;
  upload<Body>(form: FormData, headers?: Record<string, string>): Promise<Answer<Body>>;
}

/** @param apiUrl without `/api/v1` */
export function createClient(apiUrl: string, accessToken: string | null): Client {
  async function call<Body>(method: string, path: string, options: CallOptions = {}) {
    const headers = new Headers(options.headers);
    if (accessToken !== null) headers.set('authorization', `Bearer ${accessToken}`);
    if (options.body !== undefined) headers.set('content-type', 'application/json');
    const response = await fetch(`${apiUrl}/api/v1${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.form === undefined ? {} : { body: options.form }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const body = (isJson && text !== '' ? JSON.parse(text) : text) as Body;
    return { status: response.status, headers: response.headers, body };
  }

  return {
    accessToken,
    call,
    get: (path, headers = {}) => call('GET', path, { headers }),
    post: (path, body, headers = {}) =>
      call('POST', path, { headers, ...(body === undefined ? {} : { body }) }),
    upload: (form, headers = {}) => call('POST', '/audiobooks/upload', { form, headers }),
  };
}
