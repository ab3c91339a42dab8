/** Tests of how a service leaves. */
@NullMarked
package com.leadignite.guard.connection;

import org.jspecify.annotations.NullMarked;
