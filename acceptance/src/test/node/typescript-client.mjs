// A client that openapi-typescript makes from the documents: compiled with tsc --strict, it goes the whole way.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { check, finished, needed, platform, remember } from './checks.mjs';
import { documents } from './documents.mjs';

mkdirSync('api', { recursive: true });
for (const [service, file] of Object.entries(documents)) {
  await check(`openapi-typescript reads the document of ${service}`, async () => {
    // A member with a default is always in an answer, and may be left out of a request.
    const types = await openapiTS(pathToFileURL(file), { defaultNonNullable: false, silent: true });
    writeFileSync(`api/${service}.ts`, astToString(types));
  });
}
await check('tsc --strict compiles the journey with its types', () => {
  const words = ['node_modules/typescript/bin/tsc', '--project', '.'];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`tsc ended with ${status}\n${stdout}${stderr}`);
  }
});
const { journey } = await import('./compiled/journey.js');
await journey({ platform, email: needed('EMAIL'), password: needed('PASSWORD'), check, remember });
finished();
