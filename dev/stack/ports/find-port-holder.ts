import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface PortHolder {
  pid: number;
  /** Its command line, shortened. */
  command: string;
}

/**
 * Who listens on a TCP port of this machine. Undefined when it is another user's process, or there is no /proc.
 * Source: proc_pid_net(5); the state 0A is LISTEN, the number after the colon is the port in hex.
 */
export function findPortHolder(port: number): PortHolder | undefined {
  const inodes = new Set([
    ...listeners('/proc/net/tcp', port),
    ...listeners('/proc/net/tcp6', port),
  ]);
  if (inodes.size === 0) return undefined;
  const pid = listDirectory('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((name) => socketsOf(name).some((inode) => inodes.has(inode)));
  return pid === undefined ? undefined : { pid: Number(pid), command: commandOf(pid) };
}

function listeners(table: string, port: number): string[] {
  const ending = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return readText(table)
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(ending) && state === '0A')
    .map((fields) => fields[9] ?? '');
}

function socketsOf(pid: string): string[] {
  return listDirectory(`/proc/${pid}/fd`).flatMap((fd) => {
    const inode = /^socket:\[(\d+)\]$/.exec(readLink(`/proc/${pid}/fd/${fd}`))?.[1];
    return inode === undefined ? [] : [inode];
  });
}

function commandOf(pid: string): string {
  const line = readText(`/proc/${pid}/cmdline`).split('\0').join(' ').trim();
  const text = line === '' ? readText(`/proc/${pid}/comm`).trim() : line;
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

// Processes come and go, and other users' are closed to us: what can't be read counts as empty.

function listDirectory(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
