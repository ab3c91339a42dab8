/** Access tokens of people and services: their claims, and their revocation. */
@NullMarked
package com.leadignite.auth.token;

import org.jspecify.annotations.NullMarked;
