@NullMarked
package com.leadignite.auth.key;

import org.jspecify.annotations.NullMarked;
