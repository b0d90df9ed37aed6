package io.ftjvm.guest;

/** Members of java.base that tell about the host, as in {@link Jdk}. */
final class HostJdk {
    private HostJdk() {}
}
