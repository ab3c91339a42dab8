/** The profile for other people's client test suites, which no production runs. */
@NullMarked
package com.leadignite.auth.compatibility;

import org.jspecify.annotations.NullMarked;
