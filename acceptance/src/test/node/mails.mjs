// The mailbox of the local stack, as a person reads it.
import assert from 'node:assert/strict';
import { platform, remember } from './checks.mjs';

const read = new Set();

/** The next mail to the address that was not read yet. */
export async function mail(to) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const { items } = await (await fetch(`${platform}/mailbox/mails?to=${encodeURIComponent(to)}`)).json();
    const next = items.find((each) => !read.has(each.id));
    if (next) {
      items.forEach((each) => read.add(each.id));
      const code = next.text.match(/(\d{6})$/m)?.[1];
      const link = next.text.match(/https?:\/\/\S+[?&]token=\S+/)?.[0];
      // A code of six digits is in any log by chance.
      remember(link && new URL(link).searchParams.get('token'));
      return { ...next, code, link };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no mail came to ${to}`);
}

/** Opens the link as mail scanners and then a person do; answers where the person lands. */
export async function follow(link) {
  assert.ok(link.startsWith(`${new URL(link).origin}/auth/v1/verify?`), link);
  let page;
  for (const method of ['HEAD', 'GET', 'GET']) {
    page = await fetch(link, { method, redirect: 'manual' });
    assert.equal(page.status, 200);
  }
  const html = await page.text();
  const form = new URLSearchParams();
  for (const [, name, value] of html.matchAll(/name="(\w+)" value="([^"]*)"/g)) {
    form.set(name, value.replaceAll('&amp;', '&'));
  }
  const action = html.match(/action="([^"]+)"/)[1];
  const answer = await fetch(new URL(action, link), { method: 'POST', body: form, redirect: 'manual' });
  assert.equal(answer.status, 303, await answer.text());
  return new URL(answer.headers.get('location'));
}

export function fragment(url) {
  const members = new URLSearchParams(url.hash.slice(1));
  remember(members.get('access_token'), members.get('refresh_token'));
  return members;
}
