import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.messages.Severity;
import com.adobe.epubcheck.util.FeatureEnum;
import com.adobe.epubcheck.util.ReportingLevel;
import java.io.File;
import java.io.PrintStream;
import java.util.Locale;

/**
 * EPUBCheck over many books in one virtual machine: {@code java -cp ... Check.java A.epub B.epub}.
 *
 * <p>One JSON object a line: a message of any severity down to usage, or a book that was checked to the end. The second
 * kind lets the caller tell "nothing was found" from "nothing was checked".
 */
public final class Check extends MasterReport {
    private static PrintStream out;
    private final String path;

    private Check(String path) {
        super(false);
        this.path = path;
        setReportingLevel(ReportingLevel.Usage);
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        // The checker speaks on standard output, which carries our lines.
        out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, "UTF-8");
        System.setOut(System.err);
        for (String path : args) {
            Check report = new Check(path);
            report.setLocale(Locale.ENGLISH);
            report.setEpubFileName(path);
            try {
                new EpubCheck(new File(path), report).doValidate();
            } catch (RuntimeException | StackOverflowError trouble) {
                report.line("unreadable", "FATAL", trouble.toString(), "");
            }
            report.line("checked", "INFO", "", "");
        }
        System.exit(0);
    }

    @Override
    public void message(Message message, EPUBLocation location, Object... arguments) {
        Severity severity = message.getSeverity();
        if (severity != Severity.SUPPRESSED && severity != Severity.INFO) {
            line(message.getID().toString(), severity.toString(), message.getMessage(arguments), place(location));
        }
    }

    private static String place(EPUBLocation location) {
        return location == null ? "" : location.getPath() + ":" + location.getLine() + ":" + location.getColumn();
    }

    @Override
    public void info(String resource, FeatureEnum feature, String value) {
        // Facts about the book (its title, its fonts), not findings.
    }

    @Override
    public int generate() {
        return 0;
    }

    @Override
    public void initialize() {
        // Nothing is kept between messages.
    }

    private void line(String rule, String severity, String message, String where) {
        out.println("{\"path\":" + quoted(path) + ",\"rule\":" + quoted(rule) + ",\"severity\":" + quoted(severity)
                + ",\"message\":" + quoted(message) + ",\"where\":" + quoted(where) + "}");
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : String.valueOf(text).toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 0x20 || c > 0x7e) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
