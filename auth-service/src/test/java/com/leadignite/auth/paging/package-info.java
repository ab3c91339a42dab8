@NullMarked
package com.leadignite.auth.paging;

import org.jspecify.annotations.NullMarked;
