/**
 * A web server on {@code com.sun.net.httpserver}: a thread pool, keys and counters in memory, sessions with random ids,
 * timestamps in replies, a thread that expires sessions, and statistics that race.
 */
package io.ftjvm.samples.web;
