@NullMarked
package com.leadignite.auth.passkey;

import org.jspecify.annotations.NullMarked;
