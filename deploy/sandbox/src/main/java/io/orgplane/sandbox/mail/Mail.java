package io.orgplane.sandbox.mail;

import java.time.Instant;

/**
 * One mail as one recipient got it. {@code to} is the envelope's address in lower case; {@code
 * text} and {@code html} are empty where the mail has no such part.
 */
public record Mail(String to, String subject, String text, String html, Instant receivedAt) {}
