/** Changes of the phone number that a person signs in with. */
@NullMarked
package com.leadignite.auth.phone;

import org.jspecify.annotations.NullMarked;
