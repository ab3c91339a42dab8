// What the scripts in this folder share: printing one line per check, and remembering every secret they see,
// so that the suite can search the platform's logs for them afterwards (B32).
import { appendFileSync } from 'node:fs';
import assert from 'node:assert/strict';

export const platform = needed('PLATFORM_URL');

export function needed(name) {
  const value = process.env[name];
  if (!value) {
    console.error(`set ${name}`);
    process.exit(2);
  }
  return value;
}

let done = 0;

/** Runs one check, prints its line, and ends the script with a clear message where it does not hold. */
export async function check(sentence, body) {
  try {
    await body();
    done += 1;
    console.log(`ok   ${sentence}`);
  } catch (error) {
    console.log(`FAIL ${sentence}`);
    console.log(`     ${error?.stack ?? error}`);
    process.exit(1);
  }
}

export function finished() {
  console.log(`${done} checks hold`);
  process.exit(0);
}

export function remember(...secrets) {
  const file = process.env.SECRETS_FILE;
  if (file) {
    appendFileSync(file, secrets.filter((secret) => typeof secret === 'string' && secret).map((s) => `${s}\n`).join(''));
  }
}

/** fetch, noting the tokens that come back. */
export async function watchedFetch(input, init) {
  const response = await fetch(input, init);
  const text = await response.clone().text();
  for (const [, secret] of text.matchAll(/"(?:access_token|refresh_token)"\s*:\s*"([^"]+)"/g)) {
    remember(secret);
  }
  return response;
}

/** The data of an answer of the client, or the error thrown. */
export function unwrap({ data, error }) {
  if (error) {
    throw error;
  }
  return data;
}

/** An answer of the client that has to be an error with this code and status. */
export function refused({ error }, code, status) {
  assert.ok(error, `expected the error ${code}, got none`);
  assert.equal(error.code, code, `${error.name}: ${error.message}`);
  assert.equal(error.status, status, `${error.name}: ${error.message}`);
  return error;
}
