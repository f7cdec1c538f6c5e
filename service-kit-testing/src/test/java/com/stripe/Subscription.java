package com.stripe;

/** Stands for the vendor's library. */
public class Subscription {}
