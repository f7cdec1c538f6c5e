// Runs a request file: node walk.mjs FILE [NAME=VALUE…], where NAME=VALUE replaces what the file says of @NAME.
// Ends with an error when an expectation of the file does not hold, or when it waits in vain.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installed } from '../../contracts/installed.mjs';

const PATIENCE_MS = 120_000;

const httpyac = installed(dirname(fileURLToPath(import.meta.url)), 'httpyac');
const [file, ...settings] = process.argv.slice(2);
let requests = readFileSync(file, 'utf8');
for (const setting of settings) {
  const [name, value] = [setting.slice(0, setting.indexOf('=')), setting.slice(setting.indexOf('=') + 1)];
  const line = new RegExp(`^@${name} = .*$`, 'm');
  if (!line.test(requests)) throw new Error(`${file} does not know @${name}`);
  requests = requests.replace(line, `@${name} = ${value}`);
}

const folder = mkdtempSync(join(tmpdir(), 'orgplane-walk-'));
try {
  writeFileSync(join(folder, 'walk.http'), requests);
  const run = spawnSync(httpyac, ['send', 'walk.http', '--all', '--bail', '--output', 'short', '--output-failed', 'response', '--no-color'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: PATIENCE_MS,
  });
  if (run.error) console.error(run.error.message);
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}
