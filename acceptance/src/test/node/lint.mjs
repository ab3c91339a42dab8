// Redocly's and Stoplight's linters find nothing in the documents, not even what they only warn of.
import { spawnSync } from 'node:child_process';
import { check, finished } from './checks.mjs';
import { documents } from './documents.mjs';

const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' };

function lint(program, ...options) {
  const words = ['lint', ...options, ...Object.values(documents)];
  const { status, stdout, stderr } = spawnSync(`node_modules/.bin/${program}`, words, { encoding: 'utf8', env });
  if (status !== 0) {
    throw new Error(`${program} ended with ${status}\n${stdout}${stderr}`);
  }
}

await check('redocly finds nothing', () => lint('redocly'));
await check('spectral finds nothing', () => lint('spectral', '--fail-severity', 'warn'));
finished();
