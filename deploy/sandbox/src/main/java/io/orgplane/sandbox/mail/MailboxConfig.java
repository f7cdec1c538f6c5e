package io.orgplane.sandbox.mail;

/** Where SMTP listens; port 0 takes a free one. */
public record MailboxConfig(String host, int port) {}
