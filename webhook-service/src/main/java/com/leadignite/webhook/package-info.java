/** What the packages of this service share: its problems, and who may call its operations. */
@NullMarked
package com.leadignite.webhook;

import org.jspecify.annotations.NullMarked;
