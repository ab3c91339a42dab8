/** Who is in which team, which decides what a manager sees. */
@NullMarked
package com.leadignite.leads.team;

import org.jspecify.annotations.NullMarked;
