package io.ftjvm.litmus;

/** A main that returns at once. */
public final class Nothing {
    public static void main(String[] args) {}
}
