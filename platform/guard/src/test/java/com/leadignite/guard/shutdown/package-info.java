/** Tests of how a service leaves. */
@NullMarked
package com.leadignite.guard.shutdown;

import org.jspecify.annotations.NullMarked;
