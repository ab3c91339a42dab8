/** The errors that this service answers beyond those of every service. */
@NullMarked
package com.leadignite.auth.problem;

import org.jspecify.annotations.NullMarked;
