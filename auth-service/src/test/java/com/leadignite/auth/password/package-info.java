@NullMarked
package com.leadignite.auth.password;

import org.jspecify.annotations.NullMarked;
