/** Access tokens for tests, signed by an issuer the service under test trusts. */
@NullMarked
package com.leadignite.testkit.token;

import org.jspecify.annotations.NullMarked;
