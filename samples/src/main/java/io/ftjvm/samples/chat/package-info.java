/**
 * A chat server on a raw {@code Selector}: one thread reads and writes every connection, others deliver the messages and
 * announce the time, and statistics race between them.
 */
package io.ftjvm.samples.chat;
