/** Sign-ins and what descends from them: refresh tokens, their rotation, and signing out. */
@NullMarked
package com.leadignite.auth.session;

import org.jspecify.annotations.NullMarked;
