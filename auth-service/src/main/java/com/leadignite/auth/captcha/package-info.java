/**
 * Has clients prove that they did some work before they may guess, sign up or ask for mails:
 * ALTCHA's proof of work, version 2, in the place of Supabase's captcha.
 */
@NullMarked
package com.leadignite.auth.captcha;

import org.jspecify.annotations.NullMarked;
