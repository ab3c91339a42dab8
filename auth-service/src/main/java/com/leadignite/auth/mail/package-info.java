/**
 * Mails to people: written to a table in the transaction of what they are about, sent from there,
 * again until the SMTP server accepts them. No answer waits for SMTP.
 */
@NullMarked
package com.leadignite.auth.mail;

import org.jspecify.annotations.NullMarked;
