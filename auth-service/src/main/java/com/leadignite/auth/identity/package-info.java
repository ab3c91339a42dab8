/**
 * The ways in which people sign in: by address and password, by phone, and at providers, of which
 * {@code social} learns who they are there.
 */
@NullMarked
package com.leadignite.auth.identity;

import org.jspecify.annotations.NullMarked;
