package io.ftjvm.guest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The annotated static method stands for a member of java.base that this package may not touch. The image builder opens
 * the member and writes the method's body: the one instruction, applied to the arguments.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@Repeatable(Member.Releases.class)
public @interface Member {
    /**
     * Instruction, owner, name and descriptor: {@code invokevirtual java/lang/Thread start0 ()V}. With {@code new} the
     * name is {@code <init>}, and the method answers with the new object.
     */
    String value();

    /** First JDK feature release that has it. */
    int from() default 0;

    /** Last JDK feature release that has it. */
    int to() default Integer.MAX_VALUE;

    /** The same for different releases. */
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.METHOD)
    @interface Releases {
        /** The alternatives. */
        Member[] value();
    }
}
