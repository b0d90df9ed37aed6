package io.ftjvm.guest;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;

/** The image's routes, and members of java.base that have to do with reflection and method handles. The bodies are written by the image builder. */
final class RouteJdk {
    private RouteJdk() {}

    private static UnsatisfiedLinkError notInImage() {
        return new UnsatisfiedLinkError("ftjvm: java.base is not the rewritten image");
    }

    /** A line for each method that calls are redirected from: it, and the facade's method. A constant of the image. */
    @Member("constant routes")
    static String[] routes() {
        throw notInImage();
    }

    /** The method that a direct handle calls: a MemberName. */
    @Member("invokevirtual java/lang/invoke/MethodHandle internalMemberName ()Ljava/lang/invoke/MemberName;")
    static Object member(MethodHandle h) {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/invoke/MethodHandle isInvokeSpecial ()Z")
    static boolean isInvokeSpecial(MethodHandle h) {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/invoke/MemberName getDeclaringClass ()Ljava/lang/Class;")
    static Class<?> declaringClass(Object member) {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/invoke/MemberName getName ()Ljava/lang/String;")
    static String name(Object member) {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/invoke/MemberName getMethodType ()Ljava/lang/invoke/MethodType;")
    static MethodType type(Object member) {
        throw notInImage();
    }

    /** A handle that calls {@code target} and says that it calls {@code member}. */
    @Member(
            "invokestatic java/lang/invoke/MethodHandleImpl makeWrappedMember (Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MemberName;Z)Ljava/lang/invoke/MethodHandle;")
    static MethodHandle wrapped(MethodHandle target, Object member, boolean isInvokeSpecial) {
        throw notInImage();
    }

    @Member(
            value =
                    "invokevirtual java/lang/invoke/MethodHandles$Lookup ftjvm$original$getDirectMethodCommon (BLjava/lang/Class;Ljava/lang/invoke/MemberName;ZZLjava/lang/invoke/MethodHandles$Lookup;)Ljava/lang/invoke/MethodHandle;",
            to = 17)
    static MethodHandle directMethod(
            Lookup lookup,
            byte kind,
            Class<?> owner,
            Object member,
            boolean checkSecurity,
            boolean restrict,
            Lookup boundCaller)
            throws IllegalAccessException {
        throw notInImage();
    }

    @Member(
            value =
                    "invokevirtual java/lang/invoke/MethodHandles$Lookup ftjvm$original$getDirectMethodCommon (BLjava/lang/Class;Ljava/lang/invoke/MemberName;ZLjava/lang/invoke/MethodHandles$Lookup;)Ljava/lang/invoke/MethodHandle;",
            from = 18)
    static MethodHandle directMethod(
            Lookup lookup, byte kind, Class<?> owner, Object member, boolean restrict, Lookup boundCaller)
            throws IllegalAccessException {
        throw notInImage();
    }

    @Member(
            "getfield java/lang/invoke/AbstractValidatingLambdaMetafactory implInfo Ljava/lang/invoke/MethodHandleInfo;")
    static MethodHandleInfo implementation(Object metafactory) {
        throw notInImage();
    }

    @Member("putfield java/lang/invoke/InnerClassLambdaMetafactory useImplMethodHandle Z")
    static void useHandle(Object metafactory, boolean use) {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/Class getDeclaredConstructors0 (Z)[Ljava/lang/reflect/Constructor;")
    static Constructor<?>[] declaredConstructors(Class<?> c, boolean publicOnly) {
        throw notInImage();
    }

    @Member("invokevirtual java/lang/Class getDeclaredFields0 (Z)[Ljava/lang/reflect/Field;")
    static Field[] declaredFields(Class<?> c, boolean publicOnly) {
        throw notInImage();
    }

    @Member(
            value =
                    "invokestatic jdk/internal/reflect/MethodAccessorGenerator ftjvm$original$generateName (ZZ)Ljava/lang/String;",
            to = 17)
    static String accessorName(boolean constructor, boolean serialization) {
        throw notInImage();
    }
}
