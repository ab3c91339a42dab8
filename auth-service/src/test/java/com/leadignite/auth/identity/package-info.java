@NullMarked
package com.leadignite.auth.identity;

import org.jspecify.annotations.NullMarked;
