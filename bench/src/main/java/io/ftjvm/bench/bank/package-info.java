/** Load on the bank sample, and the check that its books agree with what its clients were told. */
package io.ftjvm.bench.bank;
