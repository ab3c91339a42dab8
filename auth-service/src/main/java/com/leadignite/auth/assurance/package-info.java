/**
 * How a person showed who they are, how sure that makes us, and when that is not enough. A method
 * is a constant of {@code AuthenticationMethod}; what checks it adds it to the session.
 */
@NullMarked
package com.leadignite.auth.assurance;

import org.jspecify.annotations.NullMarked;
