import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boundCommand, findSetpriv } from './bound-command.mjs';
import { holdLock } from './hold-lock.mjs';
import { installedAsLocked } from './installed-as-locked.mjs';

const tailLines = 25;

/**
 * Installs the packages unless node_modules is there and was installed from this very package-lock.json.
 *
 * @param {{ root: string, environment: NodeJS.ProcessEnv, print: (line: string) => void }} options
 */
export async function ensurePackages({ root, environment, print }) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stampPath = join(root, 'node_modules', '.lector-lock');
  const hash = createHash('sha256').update(lockText).digest('hex');
  const stamp = `${hash} ${process.platform}-${process.arch}\n`;
  if (readIfThere(stampPath) === stamp) return;

  const lock = await holdLock(join(root, '.lector', 'install.lock'), {
    onWait: (pid) => print(`Waiting for process ${pid}, which is installing the packages…`),
  });
  try {
    if (readIfThere(stampPath) === stamp) return;
    if (!installedAsLocked(root, lockText)) await install({ root, environment, print });
    writeFileSync(stampPath, stamp);
  } finally {
    lock.release();
  }
}

async function install({ root, environment, print }) {
  const startedAt = Date.now();
  print('Installing the packages (npm ci): once, a minute or so…');
  // NODE_ENV=production would leave out what the embedded stack and the tests need.
  const command = [...npmCommand(environment), 'ci', '--include=dev', '--include=optional'];
  const { exitCode, output } = await run(command, { root, environment });
  if (exitCode === 0) {
    print(`Packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
    return;
  }
  const tail = output.trimEnd().split('\n').slice(-tailLines).join('\n');
  throw Object.assign(
    new Error(
      `${tail}\n\nnpm ci ended with code ${exitCode}. Is the registry reachable and the disk not full? ` +
        'Run "npm ci" to see all of it, then the command again.',
    ),
    { exitCode: exitCode > 128 ? exitCode : 1 },
  );
}

/** The npm that started us, else the one on PATH. Yarn and pnpm name themselves in npm_execpath too. */
function npmCommand(environment) {
  const path = environment.npm_execpath;
  return path?.endsWith('npm-cli.js') ? [process.execPath, path] : ['npm'];
}

/** @returns {Promise<{ exitCode: number, output: string }>} */
function run(command, { root, environment }) {
  const setpriv = findSetpriv(environment);
  const [file, ...args] = boundCommand(command, { setpriv, deathSignal: 'SIGKILL' });
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-100_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const interrupt = () => child.kill('SIGTERM');
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.once(signal, interrupt);
    child.on('error', (error) =>
      reject(new Error(`${command[0]} could not be run: ${error.message}`)),
    );
    child.on('close', (code) => {
      for (const signal of signals) process.removeListener(signal, interrupt);
      resolve({ exitCode: code ?? 130, output });
    });
  });
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}
