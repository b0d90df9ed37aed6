package io.ftjvm.litmus;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Natives and intrinsics that compute and no more: compression, checksums, floating point, digests, copies, reflection. */
public final class Natives {
    public static void main(String[] args) throws Exception {
        StringBuilder text = new StringBuilder();
        double d = 0.1;
        for (int i = 0; i < 2000; i++) {
            d = Math.sin(d) + Math.cos(i) * Math.exp(-d) + Math.pow(1.0001, i) - StrictMath.log1p(i);
            text.append(Double.toString(d)).append(i % 10 == 0 ? '\n' : ' ');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        System.out.println(bytes.length + " " + Double.toHexString(d) + " " + Math.fma(d, d, d));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            Check.equal(text.toString(), new String(gzip.readAllBytes(), StandardCharsets.UTF_8), "unpacked");
        }
        CRC32 crc = new CRC32();
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length);
        direct.put(bytes).flip();
        crc.update(direct);
        System.out.println(packed.size() + " " + crc.getValue());
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] small = new byte[bytes.length];
        System.out.println(deflater.deflate(small));
        deflater.end();
        System.out.println(Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes)));
        System.out.println(BigInteger.TWO.modPow(new BigInteger(1, bytes), BigInteger.valueOf(1_000_000_007)));
        int[][] array = (int[][]) Array.newInstance(int.class, 3, 4);
        Array.setInt(array[2], 3, 7);
        System.out.println(array.clone()[2][3] + " " + array.getClass() + " " + String.format("%,.3f", 12345.678));
        System.out.println(Normalizer.normalize("\u00e9", Normalizer.Form.NFD).length() + " "
                + Pattern.compile("\\b1\\d+").matcher(text).results().count());
        System.out.println("interned".equals(new String("interned").intern()));
    }
}
