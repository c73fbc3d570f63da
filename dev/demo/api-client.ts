/** The few calls that the demo makes, as any client would make them. */
export interface ApiClient {
  get<Body>(path: string): Promise<Body>;
  getText(path: string): Promise<string>;
  post<Body>(path: string, body: unknown, headers?: Record<string, string>): Promise<Body>;
  upload<Body>(path: string, form: FormData, headers?: Record<string, string>): Promise<Body>;
  /** The status alone, for what is to be refused. */
  status(path: string): Promise<number>;
  /** Server-sent events until the server ends them. */
  events<Data>(path: string): AsyncIterable<Data>;
}

/** What the API answered when it was not well. */
class ApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** @param accessToken null for somebody who is not signed in */
export function createApiClient(apiUrl: string, accessToken: string | null): ApiClient {
  async function call(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (accessToken) headers.set('authorization', `Bearer ${accessToken}`);
    const response = await fetch(`${apiUrl}/api/v1${path}`, { ...init, headers });
    if (response.ok) return response;
    const problem = (await response.json()) as { error?: string; detail?: string };
    const { error = 'unknown', detail = '' } = problem;
    throw new ApiError(
      response.status,
      error,
      `${path} answered ${response.status} ${error}: ${detail}`,
    );
  }

  const json = { 'content-type': 'application/json' };
  return {
    get: async (path) => (await (await call(path)).json()) as never,
    getText: async (path) => (await call(path)).text(),
    post: async (path, body, headers = {}) => {
      const init = { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) };
      return (await (await call(path, init)).json()) as never;
    },
    upload: async (path, form, headers = {}) =>
      (await (await call(path, { method: 'POST', headers, body: form })).json()) as never,
    status: async (path) => {
      try {
        return (await call(path)).status;
      } catch (error) {
        if (error instanceof ApiError) return error.status;
        throw error;
      }
    },
    events: async function* <Data>(path: string): AsyncGenerator<Data> {
      const response = await call(path);
      let text = '';
      for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(
        new TextDecoderStream(),
      )) {
        text += chunk;
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const data = /^data: (.*)$/m.exec(block)?.[1];
          if (data) yield JSON.parse(data) as Data;
        }
      }
    },
  };
}

export async function signIn(apiUrl: string, email: string, password: string): Promise<ApiClient> {
  const guest = createApiClient(apiUrl, null);
  const { access_token: token } = await guest.post<{ access_token: string }>('/auth/login', {
    email,
    password,
  });
  return createApiClient(apiUrl, token);
}
