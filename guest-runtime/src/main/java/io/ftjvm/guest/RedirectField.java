package io.ftjvm.guest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Within its own class, every access to the named instance field becomes a call of the annotated static method: reads if
 * it takes the object, writes if it takes the object and the value.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface RedirectField {
    /** Owner, name and descriptor. */
    String value();

    /** First JDK feature release that has it. */
    int from() default 0;

    /** Last JDK feature release that has it. */
    int to() default Integer.MAX_VALUE;
}
