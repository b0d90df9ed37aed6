package io.ftjvm.guest;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * The methods of {@code java.io} that touch the disk; part of the table of {@link Hooks}. {@code Object} is the JDK's file
 * system.
 */
public final class FileHooks {
    private FileHooks() {}

    private static boolean isLocal(String path) {
        return Scheduler.current() == null || Rom.contains(path);
    }

    private static boolean isLocal(File f) {
        return isLocal(f.getPath());
    }

    @Redirect("java/io/FileInputStream open0 (Ljava/lang/String;)V")
    public static void open0(FileInputStream f, String name) throws IOException {
        if (Scheduler.current() == null) {
            FileJdk.open0(f, name);
        } else {
            IoFiles.open(f, name);
        }
    }

    @Redirect("java/io/FileDescriptor close0 ()V")
    public static void close0(FileDescriptor d) throws IOException {
        Console.close(d);
    }

    @Redirect("java/io/FileInputStream length0 ()J")
    public static long length0(FileInputStream f) throws IOException {
        return Console.length(f, f.getFD());
    }

    @Redirect("java/io/FileInputStream position0 ()J")
    public static long position0(FileInputStream f) throws IOException {
        return Console.position(f, f.getFD());
    }

    @Redirect("java/io/FileInputStream skip0 (J)J")
    public static long skip0(FileInputStream f, long n) throws IOException {
        return Console.skip(f, f.getFD(), n);
    }

    @Redirect(value = "java/io/FileInputStream isRegularFile0 (Ljava/io/FileDescriptor;)Z", from = 18)
    public static boolean isRegularFile0(FileInputStream f, FileDescriptor d) {
        return Console.isRegularFile(f, d);
    }

    @Redirect("java/io/RandomAccessFile open0 (Ljava/lang/String;I)V")
    public static void open0(RandomAccessFile f, String name, int mode) throws IOException {
        if (Scheduler.current() == null) {
            FileJdk.open0(f, name, mode);
        } else {
            IoFiles.open(f, name, mode);
        }
    }

    @Redirect("java/io/FileOutputStream open0 (Ljava/lang/String;Z)V")
    public static void open0(FileOutputStream f, String name, boolean append) throws IOException {
        if (Scheduler.current() == null || DeviceFiles.isNull(name)) {
            FileJdk.open0(f, name, append);
        } else {
            throw RefusedWrites.open(name);
        }
    }

    @Redirect("java/io/FileSystem getBooleanAttributes (Ljava/io/File;)I")
    public static int booleanAttributes(Object fs, File f) {
        return isLocal(f) ? FileJdk.booleanAttributes(fs, f) : IoFiles.attributes(fs, f);
    }

    @Redirect("java/io/FileSystem hasBooleanAttributes (Ljava/io/File;I)Z")
    public static boolean hasBooleanAttributes(Object fs, File f, int attributes) {
        return isLocal(f)
                ? FileJdk.hasBooleanAttributes(fs, f, attributes)
                : (IoFiles.attributes(fs, f) & attributes) == attributes;
    }

    @Redirect("java/io/FileSystem checkAccess (Ljava/io/File;I)Z")
    public static boolean checkAccess(Object fs, File f, int access) {
        return isLocal(f) ? FileJdk.checkAccess(fs, f, access) : IoFiles.mayAccess(fs, f, access);
    }

    @Redirect("java/io/FileSystem getLastModifiedTime (Ljava/io/File;)J")
    public static long lastModifiedTime(Object fs, File f) {
        return isLocal(f) ? FileJdk.lastModifiedTime(fs, f) : IoFiles.lastModified(fs, f);
    }

    @Redirect("java/io/FileSystem getLength (Ljava/io/File;)J")
    public static long length(Object fs, File f) {
        return isLocal(f) ? FileJdk.length(fs, f) : IoFiles.length(fs, f);
    }

    @Redirect("java/io/FileSystem list (Ljava/io/File;)[Ljava/lang/String;")
    public static String[] list(Object fs, File f) {
        return Scheduler.current() == null ? FileJdk.list(fs, f) : IoFiles.list(fs, f);
    }

    @Redirect("java/io/FileSystem canonicalize (Ljava/lang/String;)Ljava/lang/String;")
    public static String canonicalize(Object fs, String path) throws IOException {
        return isLocal(path) ? FileJdk.canonicalize(fs, path) : IoFiles.canonical(fs, path);
    }

    @Redirect("java/io/FileSystem getSpace (Ljava/io/File;I)J")
    public static long space(Object fs, File f, int which) {
        return Scheduler.current() == null ? FileJdk.space(fs, f, which) : IoFiles.space(fs, f, which);
    }

    @Redirect("java/io/FileSystem getNameMax (Ljava/lang/String;)I")
    public static int nameMax(Object fs, String path) {
        return isLocal(path) ? FileJdk.nameMax(fs, path) : IoFiles.nameMax(fs, path);
    }

    // Writes

    @Redirect("java/io/FileSystem createFileExclusively (Ljava/lang/String;)Z")
    public static boolean createFileExclusively(Object fs, String path) throws IOException {
        return Scheduler.current() == null
                ? FileJdk.createFileExclusively(fs, path)
                : RefusedWrites.createNew(fs, path);
    }

    @Redirect("java/io/FileSystem delete (Ljava/io/File;)Z")
    public static boolean delete(Object fs, File f) {
        return Scheduler.current() == null ? FileJdk.delete(fs, f) : RefusedWrites.change(fs, f);
    }

    @Redirect("java/io/FileSystem createDirectory (Ljava/io/File;)Z")
    public static boolean createDirectory(Object fs, File f) {
        return Scheduler.current() == null ? FileJdk.createDirectory(fs, f) : RefusedWrites.create(fs, f);
    }

    @Redirect("java/io/FileSystem rename (Ljava/io/File;Ljava/io/File;)Z")
    public static boolean rename(Object fs, File from, File to) {
        return Scheduler.current() == null ? FileJdk.rename(fs, from, to) : RefusedWrites.change(fs, from);
    }

    @Redirect("java/io/FileSystem setLastModifiedTime (Ljava/io/File;J)Z")
    public static boolean setLastModifiedTime(Object fs, File f, long time) {
        return Scheduler.current() == null ? FileJdk.setLastModifiedTime(fs, f, time) : RefusedWrites.change(fs, f);
    }

    @Redirect("java/io/FileSystem setReadOnly (Ljava/io/File;)Z")
    public static boolean setReadOnly(Object fs, File f) {
        return Scheduler.current() == null ? FileJdk.setReadOnly(fs, f) : RefusedWrites.change(fs, f);
    }

    @Redirect("java/io/FileSystem setPermission (Ljava/io/File;IZZ)Z")
    public static boolean setPermission(Object fs, File f, int access, boolean enable, boolean owner) {
        return Scheduler.current() == null
                ? FileJdk.setPermission(fs, f, access, enable, owner)
                : RefusedWrites.change(fs, f);
    }
}
