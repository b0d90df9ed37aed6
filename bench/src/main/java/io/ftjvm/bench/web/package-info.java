/** Load on the web sample, and the check that what its clients were told is what is there. */
package io.ftjvm.bench.web;
