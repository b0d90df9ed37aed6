package io.ftjvm.guest;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.zip.ZipFile;

/** Members of java.base's file systems, as in {@link Jdk}. What throws {@code Exception} throws a UnixException. */
final class FileJdk {
    private FileJdk() {}

    private static UnsatisfiedLinkError notInImage() {
        return new UnsatisfiedLinkError("ftjvm: java.base is not the rewritten image");
    }

    @Member("new sun/nio/fs/UnixException <init> (I)V")
    static Exception unixException(int errno) {
        throw notInImage();
    }

    @Member("new sun/nio/fs/UnixException <init> (Ljava/lang/String;)V")
    static Exception unixException(String message) {
        throw notInImage();
    }

    @Member("getfield sun/nio/fs/UnixException errno I")
    static int errno(Exception unixException) {
        throw notInImage();
    }

    @Member("new sun/nio/fs/UnixFileAttributes <init> ()V")
    static Object newAttributes() {
        throw notInImage();
    }

    /** What {@code getName} answers, unless a subclass has another answer. */
    @Member(value = "getfield java/util/zip/ZipFile name Ljava/lang/String;", to = 17)
    @Member(value = "getfield java/util/zip/ZipFile filePath Ljava/lang/String;", from = 18)
    static String path(ZipFile f) {
        throw notInImage();
    }

    @Member("putfield java/io/FileDescriptor fd I")
    static void fd(FileDescriptor d, int fd) {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileInputStream open0 (Ljava/lang/String;)V")
    static void open0(FileInputStream f, String name) throws FileNotFoundException {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileOutputStream open0 (Ljava/lang/String;Z)V")
    static void open0(FileOutputStream f, String name, boolean append) throws FileNotFoundException {
        throw notInImage();
    }

    @Member("invokevirtual java/io/RandomAccessFile open0 (Ljava/lang/String;I)V")
    static void open0(RandomAccessFile f, String name, int mode) throws FileNotFoundException {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher open0 (JII)I")
    static int open0(long path, int flags, int mode) throws Exception {
        throw notInImage();
    }

    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher stat0 (JLsun/nio/fs/UnixFileAttributes;)V", to = 17)
    private static void statOrThrow(long path, Object attributes) throws Exception {
        throw notInImage();
    }

    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher stat0 (JLsun/nio/fs/UnixFileAttributes;)I", from = 18)
    private static int statOrAnswer(long path, Object attributes) {
        throw notInImage();
    }

    /** The error number, or 0. */
    static int stat0(long path, Object attributes) {
        if (Runtime.version().feature() > 17) {
            return statOrAnswer(path, attributes);
        }
        try {
            statOrThrow(path, attributes);
            return 0;
        } catch (Exception e) {
            return errno(e);
        }
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher lstat0 (JLsun/nio/fs/UnixFileAttributes;)V")
    static void lstat0(long path, Object attributes) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher strerror (I)[B")
    static byte[] strerror(int errno) {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher unlink0 (J)V")
    static void unlink0(long path) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher realpath0 (J)[B")
    static byte[] realpath0(long path) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher readlink0 (J)[B")
    static byte[] readlink0(long path) throws Exception {
        throw notInImage();
    }

    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher access0 (JI)V", to = 17)
    private static void accessOrThrow(long path, int mode) throws Exception {
        throw notInImage();
    }

    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher access0 (JI)I", from = 18)
    private static int accessOrAnswer(long path, int mode) {
        throw notInImage();
    }

    /** The error number, or 0. */
    static int access0(long path, int mode) {
        if (Runtime.version().feature() > 17) {
            return accessOrAnswer(path, mode);
        }
        try {
            accessOrThrow(path, mode);
            return 0;
        } catch (Exception e) {
            return errno(e);
        }
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher opendir0 (J)J")
    static long opendir0(long path) throws Exception {
        throw notInImage();
    }

    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher readdir (J)[B", to = 17)
    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher readdir0 (J)[B", from = 18)
    static byte[] readdir(long directory) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher closedir (J)V")
    static void closedir(long directory) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher statvfs0 (JLsun/nio/fs/UnixFileStoreAttributes;)V")
    static void statvfs0(long path, Object attributes) throws Exception {
        throw notInImage();
    }

    @Member("new sun/nio/fs/UnixFileStoreAttributes <init> ()V")
    static Object newStoreAttributes() {
        throw notInImage();
    }

    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher fstat (ILsun/nio/fs/UnixFileAttributes;)V", to = 17)
    static void fstat(int fd, Object attributes) throws Exception {
        throw notInImage();
    }

    @Member(
            value = "invokestatic sun/nio/fs/UnixNativeDispatcher fstat0 (ILsun/nio/fs/UnixFileAttributes;)V",
            from = 18)
    static void fstat0(int fd, Object attributes) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher ftjvm$original$openatSupported ()Z")
    static boolean openatSupported() {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher getpwuid (I)[B")
    static byte[] getpwuid(int uid) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher getgrgid (I)[B")
    static byte[] getgrgid(int gid) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher getpwnam0 (J)I")
    static int getpwnam0(long name) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher getgrnam0 (J)I")
    static int getgrnam0(long name) throws Exception {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileSystem getBooleanAttributes (Ljava/io/File;)I")
    static int booleanAttributes(Object fs, File f) {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileSystem hasBooleanAttributes (Ljava/io/File;I)Z")
    static boolean hasBooleanAttributes(Object fs, File f, int attributes) {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileSystem checkAccess (Ljava/io/File;I)Z")
    static boolean checkAccess(Object fs, File f, int access) {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileSystem getLastModifiedTime (Ljava/io/File;)J")
    static long lastModifiedTime(Object fs, File f) {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileSystem getLength (Ljava/io/File;)J")
    static long length(Object fs, File f) {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileSystem list (Ljava/io/File;)[Ljava/lang/String;")
    static String[] list(Object fs, File f) {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileSystem canonicalize (Ljava/lang/String;)Ljava/lang/String;")
    static String canonicalize(Object fs, String path) throws IOException {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileSystem getSpace (Ljava/io/File;I)J")
    static long space(Object fs, File f, int which) {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileSystem getNameMax (Ljava/lang/String;)I")
    static int nameMax(Object fs, String path) {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileSystem createFileExclusively (Ljava/lang/String;)Z")
    static boolean createFileExclusively(Object fs, String path) throws IOException {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileSystem delete (Ljava/io/File;)Z")
    static boolean delete(Object fs, File f) {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileSystem createDirectory (Ljava/io/File;)Z")
    static boolean createDirectory(Object fs, File f) {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileSystem rename (Ljava/io/File;Ljava/io/File;)Z")
    static boolean rename(Object fs, File from, File to) {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileSystem setLastModifiedTime (Ljava/io/File;J)Z")
    static boolean setLastModifiedTime(Object fs, File f, long time) {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileSystem setReadOnly (Ljava/io/File;)Z")
    static boolean setReadOnly(Object fs, File f) {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileSystem setPermission (Ljava/io/File;IZZ)Z")
    static boolean setPermission(Object fs, File f, int access, boolean enable, boolean owner) {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher link0 (JJ)V")
    static void link0(long existing, long made) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher mknod0 (JIJ)V")
    static void mknod0(long path, int mode, long device) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher rename0 (JJ)V")
    static void rename0(long from, long to) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher mkdir0 (JI)V")
    static void mkdir0(long path, int mode) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher rmdir0 (J)V")
    static void rmdir0(long path) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher symlink0 (JJ)V")
    static void symlink0(long target, long made) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher chown0 (JII)V")
    static void chown0(long path, int uid, int gid) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher lchown0 (JII)V")
    static void lchown0(long path, int uid, int gid) throws Exception {
        throw notInImage();
    }

    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher fchown (III)V", to = 17)
    static void fchown(int fd, int uid, int gid) throws Exception {
        throw notInImage();
    }

    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher fchown0 (III)V", from = 18)
    static void fchown0(int fd, int uid, int gid) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher chmod0 (JI)V")
    static void chmod0(long path, int mode) throws Exception {
        throw notInImage();
    }

    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher fchmod (II)V", to = 17)
    static void fchmod(int fd, int mode) throws Exception {
        throw notInImage();
    }

    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher fchmod0 (II)V", from = 18)
    static void fchmod0(int fd, int mode) throws Exception {
        throw notInImage();
    }

    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher fchmodat0 (IJII)V", from = 18)
    static void fchmodat0(int fd, long path, int mode, int flag) throws Exception {
        throw notInImage();
    }

    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher utimes0 (JJJ)V", to = 17)
    static void utimes0(long path, long access, long modified) throws Exception {
        throw notInImage();
    }

    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher lutimes0 (JJJ)V", to = 17)
    static void lutimes0(long path, long access, long modified) throws Exception {
        throw notInImage();
    }

    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher futimes (IJJ)V", to = 17)
    static void futimes(int fd, long access, long modified) throws Exception {
        throw notInImage();
    }

    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher futimens (IJJ)V", to = 17)
    static void futimens(int fd, long access, long modified) throws Exception {
        throw notInImage();
    }

    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher futimens0 (IJJ)V", from = 18)
    static void futimens0(int fd, long access, long modified) throws Exception {
        throw notInImage();
    }

    @Member(value = "invokestatic sun/nio/fs/UnixNativeDispatcher utimensat0 (IJJJI)V", from = 18)
    static void utimensat0(int fd, long path, long access, long modified, int flags) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher fsetxattr0 (IJJI)V")
    static void fsetxattr0(int fd, long name, long value, int length) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher fremovexattr0 (IJ)V")
    static void fremovexattr0(int fd, long name) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher fgetxattr0 (IJJI)I")
    static int fgetxattr0(int fd, long name, long value, int length) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher flistxattr (IJI)I")
    static int flistxattr(int fd, long list, int size) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher openat0 (IJII)I")
    static int openat0(int directory, long path, int flags, int mode) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/LinuxNativeDispatcher setmntent0 (JJ)J")
    static long setmntent0(long path, long type) throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/LinuxWatchService inotifyInit ()I")
    static int inotifyInit() throws Exception {
        throw notInImage();
    }

    @Member("invokestatic sun/nio/fs/UnixNativeDispatcher getcwd ()[B")
    static byte[] getcwd() {
        throw notInImage();
    }

    @Member("getfield sun/nio/fs/UnixFileSystem defaultDirectory [B")
    static byte[] defaultDirectory(Object fileSystem) {
        throw notInImage();
    }

    @Member("putfield sun/nio/fs/UnixFileSystem defaultDirectory [B")
    static void defaultDirectory(Object fileSystem, byte[] directory) {
        throw notInImage();
    }

    @Member("putfield sun/nio/fs/UnixFileSystem needToResolveAgainstDefaultDirectory Z")
    static void resolveAgainstDirectory(Object fileSystem, boolean always) {
        throw notInImage();
    }

    @Member(value = "getstatic java/io/File fs Ljava/io/FileSystem;", to = 17)
    @Member(value = "getstatic java/io/File FS Ljava/io/FileSystem;", from = 18)
    static Object javaIoFileSystem() {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileDescriptor close0 ()V")
    static void close(FileDescriptor d) throws IOException {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileInputStream length0 ()J")
    static long length(FileInputStream f) throws IOException {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileInputStream position0 ()J")
    static long position(FileInputStream f) throws IOException {
        throw notInImage();
    }

    @Member("invokevirtual java/io/FileInputStream skip0 (J)J")
    static long skip(FileInputStream f, long n) throws IOException {
        throw notInImage();
    }

    @Member(value = "invokevirtual java/io/FileInputStream isRegularFile0 (Ljava/io/FileDescriptor;)Z", from = 18)
    static boolean isRegularFile(FileInputStream f, FileDescriptor d) {
        throw notInImage();
    }
}
