/**
 * Second factors: enrolling, showing and removing them. What was shown is added to the session by
 * {@code session.StepUp}; what a token without it is good for is the guard's to decide.
 */
@NullMarked
package com.leadignite.auth.mfa;

import org.jspecify.annotations.NullMarked;
