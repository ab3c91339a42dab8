@NullMarked
package com.leadignite.auth.federation;

import org.jspecify.annotations.NullMarked;
