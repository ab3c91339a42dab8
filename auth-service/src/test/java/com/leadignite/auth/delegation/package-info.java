@NullMarked
package com.leadignite.auth.delegation;

import org.jspecify.annotations.NullMarked;
