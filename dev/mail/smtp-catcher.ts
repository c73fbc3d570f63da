import { once } from 'node:events';
import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Faults } from './faults.ts';
import type { Envelope } from './message.ts';
import type { MessageStore } from './message-store.ts';

const largestMailBytes = 50 * 2 ** 20;

export interface SmtpCatcherOptions {
  port: number;
  store: Pick<MessageStore, 'add'>;
  /** Asked for each mail; `reject_next` is counted down in it. */
  faults: () => Faults;
  log: (line: string) => void;
}

/** Takes every mail for every address, from anybody on this machine, and delivers none. */
export async function startSmtpCatcher({ port, store, faults, log }: SmtpCatcherOptions) {
  const sockets = new Map<number, Socket>();
  const server = new SMTPServer({
    authOptional: true,
    onAuth: (_auth, _session, done) => done(null, { user: 'anybody' }),
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: largestMailBytes,
    closeTimeout: 500,
    logger: false,
    onData: (stream, session, done) => void answer(stream, session, done),
  });
  server.server.on('connection', (socket: Socket) => {
    const { remotePort = 0 } = socket;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  server.on('error', (error: Error) => log(`smtp: ${error.message}`));
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');

  async function answer(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    done: (error: Error | null, words?: string) => void,
  ): Promise<void> {
    let outcome: string | typeof cut;
    try {
      outcome = await receive(stream, session);
    } catch (error) {
      return done(error as Error);
    }
    if (outcome !== cut) return done(null, outcome);
    sockets.get(session.remotePort)?.destroy();
  }

  async function receive(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
  ): Promise<string | typeof cut> {
    const mail = await buffer(stream);
    const wrong = faults();
    await delay(wrong.delay_seconds * 1000);
    if (wrong.close_connection === true) return cut;
    if (wrong.reject_next > 0) {
      wrong.reject_next -= 1;
      throw Object.assign(new Error('refused, as ordered'), { responseCode: wrong.reject_code });
    }
    if (stream.sizeExceeded) throw Object.assign(new Error('too large'), { responseCode: 552 });
    const { id, to } = await store.add(envelopeOf(session), mail);
    log(`stored ${id} for ${to}`);
    return wrong.close_connection === 'after_storing' ? cut : `stored as ${id}`;
  }

  return {
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const cut = Symbol('cut the connection');

function envelopeOf({ envelope }: SMTPServerSession): Envelope {
  return {
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
  };
}
