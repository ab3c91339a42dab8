package com.leadignite.embedded.mailbox;

import java.time.Instant;

/**
 * A mail as it was received.
 *
 * @param id counts up from 1
 * @param receivedAt when
 * @param from the sender
 * @param to the one recipient
 * @param subject decoded; empty if there is none
 * @param text the plain text part; empty if there is none
 * @param html the HTML part, which is data and not to be trusted; empty if there is none
 * @param size of the whole mail in bytes
 */
public record ReceivedMail(
    long id,
    Instant receivedAt,
    String from,
    String to,
    String subject,
    String text,
    String html,
    int size) {}
