/**
 * The ways in which people sign in: by address and password today. Social sign-in adds a package of
 * its own, {@code social}, that speaks with providers and stores what they say here.
 */
@NullMarked
package com.leadignite.auth.identity;

import org.jspecify.annotations.NullMarked;
