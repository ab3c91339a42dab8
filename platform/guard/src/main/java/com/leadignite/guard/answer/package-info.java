/** Answers every error as an RFC 9457 problem document, wherever it was raised. */
@NullMarked
package com.leadignite.guard.answer;

import org.jspecify.annotations.NullMarked;
