/** What a guarded read costs compared with the same read without the guard, measured in one run. */
@NullMarked
package com.leadignite.benchmarks;

import org.jspecify.annotations.NullMarked;
