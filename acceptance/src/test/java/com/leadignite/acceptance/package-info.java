/** Tests that cross services, break parts of the platform, or drive somebody else's client. */
@NullMarked
package com.leadignite.acceptance;

import org.jspecify.annotations.NullMarked;
