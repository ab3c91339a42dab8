// @supabase/supabase-js as it comes from npm, as the scripts in this folder make its clients.
import { createClient } from '@supabase/supabase-js';
import { platform, watchedFetch } from './checks.mjs';

// Node before 22 has no WebSocket, and the client insists on one at construction. Nothing here opens it.
class NoWebSocket {}
export const realtime = { transport: globalThis.WebSocket ?? NoWebSocket };

/** A client that keeps and refreshes nothing by itself; `auth` changes its options. */
export function supabaseClient({ url = platform, key = 'no-key-needed', auth = {}, fetch = watchedFetch } = {}) {
  return createClient(url, key, {
    auth: { autoRefreshToken: false, persistSession: false, ...auth },
    global: { fetch },
    realtime,
  });
}
