/** Access tokens: what they say, for people and for services, and how they are taken back. */
@NullMarked
package com.leadignite.auth.token;

import org.jspecify.annotations.NullMarked;
