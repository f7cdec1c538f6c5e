package io.orgplane.byok.configuration;

/** What makes a configuration change. */
public enum Trigger {
  /** Its Owner handed over settings, and they passed the connection test. */
  VERIFIED,
  /** A check passed. */
  FOUND_WELL,
  /** A check found that something does not work, though the credential itself is accepted. */
  FOUND_IMPAIRED,
  /** AWS definitely does not accept it any more. Never bad weather: that says nothing. */
  FOUND_REFUSED,
  /** The handed-over session has ended. */
  TIME_OVER,
  /** The plan does not include it now, or the organization is read-only. */
  PLAN_LOST,
  /** The plan includes it again. */
  PLAN_BACK,
  /** The plan includes it again, but its session has ended meanwhile. */
  PLAN_BACK_LATE,
  /** Its Owner removed it, or the organization has ended. */
  REMOVED
}
