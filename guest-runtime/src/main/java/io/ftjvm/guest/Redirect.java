package io.ftjvm.guest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Every call of the named method, wherever it is made, becomes a call of the annotated static method. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@Repeatable(Redirect.Releases.class)
public @interface Redirect {
    /**
     * Owner, name and descriptor: {@code java/lang/System nanoTime ()J}. Calls through a subclass of the owner count too;
     * an instance method's receiver becomes the first argument.
     */
    String value();

    /** Only in class initialisers of java.base, where it takes precedence. */
    boolean inInitialisers() default false;

    /**
     * The hook always ends in the real method, which may call back into the guest: that is the one to be seen in stack
     * traces.
     */
    boolean transparent() default false;

    /** False: only what is no call, reflection and method handles; another pass sees to the calls. */
    boolean calls() default true;

    /** First JDK feature release that has it. */
    int from() default 0;

    /** Last JDK feature release that has it. */
    int to() default Integer.MAX_VALUE;

    /** The same for different releases. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.METHOD)
    @interface Releases {
        /** The alternatives. */
        Redirect[] value();
    }
}
