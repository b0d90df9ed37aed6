/** Programs that the tests of pairs protect, besides the samples. */
package io.ftjvm.agent.pair.guest;
