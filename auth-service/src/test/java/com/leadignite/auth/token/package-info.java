@NullMarked
package com.leadignite.auth.token;

import org.jspecify.annotations.NullMarked;
