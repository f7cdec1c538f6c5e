// The tools of a folder's package-lock.json, installed where they are missing or of another version; needs no network after that.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Returns the path of a tool. */
export function installed(folder, tool) {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const mark = join(folder, 'node_modules', '.of-lock');
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== lock) {
    execFileSync('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--silent'], { cwd: folder, stdio: 'inherit' });
    writeFileSync(mark, lock);
  }
  return join(folder, 'node_modules', '.bin', tool);
}
