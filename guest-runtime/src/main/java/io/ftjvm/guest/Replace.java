package io.ftjvm.guest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The body of the named method of java.base becomes a call of the annotated static method. The original stays reachable
 * as {@code ftjvm$original$NAME} through {@link Member}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@Repeatable(Replace.Releases.class)
public @interface Replace {
    /** Owner, name and descriptor. */
    String[] value();

    /** First JDK feature release that has it. */
    int from() default 0;

    /** Last JDK feature release that has it. */
    int to() default Integer.MAX_VALUE;

    /** The same for different releases. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.METHOD)
    @interface Releases {
        /** The alternatives. */
        Replace[] value();
    }
}
