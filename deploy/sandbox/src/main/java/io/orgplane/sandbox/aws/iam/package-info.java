/**
 * Who is calling and may they: accounts, users, roles, keys and sessions, and the evaluation of
 * identity, trust, session and service control policies as the IAM user guide describes it ("Policy
 * evaluation logic").
 */
@NullMarked
package io.orgplane.sandbox.aws.iam;

import org.jspecify.annotations.NullMarked;
