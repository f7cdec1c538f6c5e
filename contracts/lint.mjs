// Lints documents with the pinned Redocly: node lint.mjs CONFIG DOCUMENT…
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installed } from './installed.mjs';

const redocly = installed(dirname(fileURLToPath(import.meta.url)), 'redocly');
const [config, ...documents] = process.argv.slice(2).map((each) => resolve(each));
let incomplete = 0;
for (const document of documents.filter((each) => each.endsWith('.json'))) {
  for (const what of JSON.parse(readFileSync(document, 'utf8'))['x-incomplete'] ?? []) {
    console.error(`${document}: ${what}`);
    incomplete++;
  }
}
if (incomplete > 0) process.exit(1);

const run = spawnSync(redocly, ['lint', '--config', config, '--max-problems', '200', ...documents], {
  stdio: 'inherit',
  env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
});
process.exit(run.status ?? 1);
