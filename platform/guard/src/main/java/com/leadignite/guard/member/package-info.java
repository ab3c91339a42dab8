/** Who is what in an organization, as auth-service knows it. */
@NullMarked
package com.leadignite.guard.member;

import org.jspecify.annotations.NullMarked;
