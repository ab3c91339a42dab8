/** What a person reads and changes of their own account. */
@NullMarked
package com.leadignite.auth.profile;

import org.jspecify.annotations.NullMarked;
