import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.util.FeatureEnum;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs EPUBCheck over EPUB files, all in one start: its own command takes one file.
 *
 * <p>Errors and warnings fail a file; notes of lesser weight are printed and counted. Exit 0: no error and no warning in
 * any file. 4: some. Anything else: no verdict.
 */
public class EpubCheckAll {
    /** Not 1: Java itself leaves with 1 after an exception, and that is no verdict. */
    private static final int FINDINGS = 4;

    public static void main(String[] files) {
        System.out.println("EPUBCheck " + EpubCheck.version());
        boolean clean = true;
        for (String file : files) {
            Lines lines = new Lines(file);
            EpubCheck check = new EpubCheck(new File(file), lines);
            check.setLocale(Locale.ENGLISH);
            check.doValidate();
            boolean good = lines.getFatalErrorCount() + lines.getErrorCount() + lines.getWarningCount() == 0;
            System.out.printf(
                    "%sepubcheck  %s  (%d fatal, %d errors, %d warnings, %d infos, %d usages)%n",
                    good ? "ok    " : "FAIL  ", file, lines.getFatalErrorCount(), lines.getErrorCount(),
                    lines.getWarningCount(), lines.getInfoCount(), lines.getUsageCount());
            lines.found.forEach(System.out::println);
            clean &= good;
        }
        System.exit(clean ? 0 : FINDINGS);
    }

    /** Keeps every message as a line of text, whatever its severity. */
    private static final class Lines extends MasterReport {
        final List<String> found = new ArrayList<>();

        Lines(String file) {
            setEpubFileName(file);
        }

        @Override
        public void message(Message message, EPUBLocation place, Object... values) {
            found.add(
                    "        " + message.getSeverity() + " " + message.getID() + "  " + message.getMessage(values)
                            + "  at " + place);
        }

        @Override
        public void info(String resource, FeatureEnum feature, String value) {}

        @Override
        public int generate() {
            return 0;
        }

        @Override
        public void initialize() {}
    }
}
