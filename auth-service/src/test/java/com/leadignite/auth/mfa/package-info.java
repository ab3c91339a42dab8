@NullMarked
package com.leadignite.auth.mfa;

import org.jspecify.annotations.NullMarked;
