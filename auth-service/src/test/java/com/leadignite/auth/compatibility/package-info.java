@NullMarked
package com.leadignite.auth.compatibility;

import org.jspecify.annotations.NullMarked;
