@NullMarked
package com.leadignite.auth.assurance;

import org.jspecify.annotations.NullMarked;
