import java.io.FileInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * veraPDF over many files in one virtual machine: {@code java -cp ... VeraPdf.java ua1,2a A.pdf B.pdf}.
 *
 * <p>One JSON object a line: a finding, or a file and flavour that was checked to the end. The second kind lets the
 * caller tell "nothing was found" from "nothing was checked".
 */
public final class VeraPdf {
    private final PrintStream out;

    private VeraPdf(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        // The engine logs to standard output, which carries our lines.
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, "UTF-8");
        System.setOut(System.err);
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        VeraPdf vera = new VeraPdf(out);
        for (int i = 1; i < args.length; i++) {
            for (String flavour : args[0].split(",")) {
                vera.check(args[i], flavour);
            }
        }
        System.exit(0);
    }

    private void check(String path, String name) {
        PDFAFlavour flavour = PDFAFlavour.fromString(name);
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("no such flavour: " + name);
        }
        try (InputStream stream = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                report(path, name, assertion);
            }
            line(path, name, "checked", String.valueOf(result.getTotalAssertions()), "");
        } catch (Exception | StackOverflowError trouble) {
            line(path, name, "unreadable", trouble.toString(), "");
            line(path, name, "checked", "0", "");
        }
    }

    private void report(String path, String flavour, TestAssertion assertion) {
        String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
        String message = assertion.getErrorMessage();
        String context = assertion.getLocation() == null ? "" : assertion.getLocation().getContext();
        line(path, flavour, rule, message == null ? assertion.getMessage() : message, context);
    }

    private void line(String path, String flavour, String rule, String message, String where) {
        out.println("{\"path\":" + quoted(path) + ",\"flavour\":" + quoted(flavour) + ",\"rule\":" + quoted(rule)
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
