/** Links ways to sign in to accounts, and unlinks them. */
@NullMarked
package com.leadignite.auth.linking;

import org.jspecify.annotations.NullMarked;
