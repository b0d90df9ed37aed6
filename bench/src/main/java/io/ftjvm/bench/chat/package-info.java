/** Load on the chat sample, and the check that everyone has heard the same. */
package io.ftjvm.bench.chat;
