/** The failover demo: a protected pair under load, its primary killed twice. */
package io.ftjvm.bench.demo;
