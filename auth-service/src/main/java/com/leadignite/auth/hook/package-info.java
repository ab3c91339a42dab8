/**
 * Calls to a server of the operator's, as Supabase Auth has them: before an account is made, for
 * more claims in tokens, and in place of the SMTP server and of the provider of texts. Signed by
 * Standard Webhooks, and off unless configured.
 */
@NullMarked
package com.leadignite.auth.hook;

import org.jspecify.annotations.NullMarked;
