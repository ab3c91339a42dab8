/** Who is a member of an organization, as auth-service knows it. */
@NullMarked
package com.leadignite.leads.member;

import org.jspecify.annotations.NullMarked;
