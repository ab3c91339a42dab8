package com.leadignite.auth.supabase;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Assurance;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.limit.Limit;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Access for everybody who signed in, those who have yet to show or enrol a second factor included:
 * what they may do here is decided by what their session has shown.
 */
@Documented
@Access(value = Audience.SIGNED_IN, limit = Limit.ACCOUNT, assurance = Assurance.FIRST_FACTOR)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface FinishesSignIn {}
