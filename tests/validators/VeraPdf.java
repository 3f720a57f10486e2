import java.io.File;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.ReleaseDetails;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Runs veraPDF over PDF files, all in one start: PDF/UA-1 and PDF/A-2a, every rule, every failed check.
 *
 * <p>Both profiles always: each has faults that only the other one sees. Exit 0: every file conforms to both. 4: some do
 * not. Anything else: no verdict.
 */
public class VeraPdf {
    /** Not 1: Java itself leaves with 1 after an exception, and that is no verdict. */
    private static final int FINDINGS = 4;

    private static final List<PDFAFlavour> FLAVOURS = List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A);

    /** No limit on the failures that are listed: a list that stops early hides findings. */
    private static final int EVERY_FAILURE = -1;

    public static void main(String[] files) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        System.out.println(
                "veraPDF " + ReleaseDetails.addDetailsFromResource(ReleaseDetails.LIBRARY_DETAILS_RESOURCE).getVersion());
        boolean clean = true;
        for (String file : files) {
            for (PDFAFlavour flavour : FLAVOURS) {
                clean &= conforms(foundry, new File(file), flavour);
            }
        }
        System.exit(clean ? 0 : FINDINGS);
    }

    private static boolean conforms(VeraPDFFoundry foundry, File file, PDFAFlavour flavour) {
        String place = "verapdf " + flavour.getId() + "  " + file;
        try (PDFAParser parser = foundry.createParser(file, flavour);
                PDFAValidator validator =
                        foundry.createValidator(flavour, EVERY_FAILURE, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            boolean clean = result.isCompliant() && result.getTotalAssertions() > 0;
            System.out.println((clean ? "ok    " : "FAIL  ") + place + "  (" + result.getTotalAssertions() + " checks)");
            for (TestAssertion failure : result.getTestAssertions()) {
                RuleId rule = failure.getRuleId();
                String explained = failure.getErrorMessage();
                System.out.printf(
                        "        %s-%d  %s  at %s%n",
                        rule.getClause(), rule.getTestNumber(), explained == null ? failure.getMessage() : explained,
                        failure.getLocation().getContext());
            }
            return clean;
        } catch (Exception broken) {
            System.out.println("FAIL  " + place + "  cannot be read: " + broken);
            return false;
        }
    }
}
