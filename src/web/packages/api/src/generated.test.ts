// @vitest-environment node
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const web = fileURLToPath(new URL('../../../', import.meta.url));

it('the generated types are those of docs/api/openapi.json (after a change of it: npm run api)', async () => {
  const check = promisify(execFile)('npm', ['run', '--silent', 'api', '--', '--check'], { cwd: web });
  await expect(check.then(() => 'fresh', (error: { stderr: string }) => error.stderr)).resolves.toBe('fresh');
}, 60_000);
