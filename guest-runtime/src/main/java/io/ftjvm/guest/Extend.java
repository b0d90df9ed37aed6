package io.ftjvm.guest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The named method of java.base calls the annotated static method, which takes the receiver if there is one and as many
 * arguments as it likes, when it begins or before it returns normally.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Extend {
    /** Owner, name and descriptor. */
    String value();

    /** True: before each return. False: at the head. */
    boolean atReturn() default false;

    /** First JDK feature release that has it. */
    int from() default 0;

    /** Last JDK feature release that has it. */
    int to() default Integer.MAX_VALUE;
}
