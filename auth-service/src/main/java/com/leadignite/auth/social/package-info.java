/**
 * Sign-in at providers (OpenID Connect and OAuth 2): what they are asked, what is believed of their
 * answers, and whose account it leads to (docs/decisions/030-social-sign-in.md).
 */
@NullMarked
package com.leadignite.auth.social;

import org.jspecify.annotations.NullMarked;
