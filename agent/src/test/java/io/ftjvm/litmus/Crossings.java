package io.ftjvm.litmus;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.security.auth.module.UnixSystem;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;

/** Native methods that are refused, with what they say, beside such as only compute: drawing and compressing an image. */
public final class Crossings {
    /** Events are made whether anybody records them or not. */
    static final class Happened extends Event {
        int what;
    }

    public static void main(String[] args) throws Exception {
        for (int i = 0; i < 2; i++) {
            tell("packages", Package::getPackages);
            tell("user", UnixSystem::new);
            tell("flag", () -> ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .getVMOption("UseCompressedOops"));
        }
        Happened event = new Happened();
        event.begin();
        event.what = 1;
        event.commit();
        tell("recorder", () -> Check.that(FlightRecorder.isAvailable() || true, "an answer"));
        System.out.println("console " + System.console());
        System.out.println(
                "beans " + (ManagementFactory.getPlatformMBeanServer().getMBeanCount() > 5));
        List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
        Check.that(options.stream().noneMatch(o -> o.contains("patch-module")), "nothing of the agent shows");
        System.out.println("options " + options);
        System.out.println("threads "
                + (Arrays.stream(ManagementFactory.getThreadMXBean().getAllThreadIds())
                                .distinct()
                                .count()
                        > 0));
        image();
    }

    private static void tell(String what, Check.Body body) {
        try {
            body.run();
            System.out.println(what + ": done");
        } catch (Throwable t) {
            System.out.println(what + ": " + t);
        }
    }

    private static void image() throws Exception {
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false);
        BufferedImage image = new BufferedImage(200, 150, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.ORANGE);
        g.rotate(0.3);
        g.fill(new Ellipse2D.Double(20, 20, 120, 60));
        g.dispose();
        for (String format : new String[] {"jpg", "png", "gif"}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Check.that(ImageIO.write(image, format, out), "a writer for " + format);
            CRC32 crc = new CRC32();
            crc.update(out.toByteArray());
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
            System.out.println(
                    format + " " + out.size() + " " + crc.getValue() + " " + Integer.toHexString(read.getRGB(60, 60)));
        }
    }
}
