/** Members of organizations and their roles, as auth-service knows them. */
@NullMarked
package com.leadignite.guard.member;

import org.jspecify.annotations.NullMarked;
