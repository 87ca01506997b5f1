package io.descent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the house as docs/architecture.md draws it: which room may use which, and the core free of frameworks. */
class ArchitectureTest {

    /** A room with more types is a hall, and wants to be divided. */
    private static final int MOST_TYPES = 40;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.descent");

    /** What each room may use of the others; the wiring sees everything. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            room("kernel"),
            room("data", "kernel"),
            room("data.encode", "data"),
            room("model", "data"),
            room("evaluate", "model", "data"),
            room("export", "model", "data.encode", "data"),
            room("objective", "model", "data", "kernel"),
            room("optimize.course", "model", "data"),
            room("optimize.rule", "objective"),
            room("optimize.spec", "optimize.rule", "optimize.course", "objective", "model", "data"),
            room("optimize.solve", "optimize.rule", "data", "kernel"),
            room("optimize.bound", "optimize.course", "objective", "data", "kernel"),
            room("optimize.stretch", "optimize.spec", "optimize.course", "objective", "model", "data", "kernel"),
            room("inference", "optimize.solve", "objective", "data", "kernel"),
            room(
                    "optimize",
                    "optimize.stretch",
                    "optimize.spec",
                    "optimize.rule",
                    "optimize.course",
                    "optimize.solve",
                    "optimize.bound",
                    "inference",
                    "objective",
                    "model",
                    "data",
                    "kernel"),
            room("spark.protocol", "optimize.spec", "optimize.course", "data"),
            room("spark.driver", "spark.protocol", "optimize", "optimize.stretch", "optimize.course", "data"),
            room("spark", "spark.protocol", "optimize", "optimize.spec", "optimize.course", "inference", "data"),
            room("job", "access", "inference", "optimize.course", "model"),
            room("registry", "access"),
            room("access"),
            room("store", "access", "job", "registry", "inference", "dataset", "optimize.course", "model", "data"),
            room("parquet", "dataset", "data.encode", "data"),
            room("tabular", "parquet", "dataset", "data.encode", "data"),
            room("schema"),
            room("dataset", "access", "schema", "model", "data.encode", "data"),
            room(
                    "fit.catalog",
                    "inference",
                    "dataset",
                    "schema",
                    "optimize.spec",
                    "optimize.rule",
                    "optimize.course",
                    "objective",
                    "model",
                    "data.encode",
                    "data"),
            room(
                    "fit.prepare",
                    "inference",
                    "fit.catalog",
                    "dataset",
                    "schema",
                    "job",
                    "optimize",
                    "optimize.spec",
                    "optimize.rule",
                    "optimize.course",
                    "optimize.solve",
                    "objective",
                    "model",
                    "data.encode",
                    "data"),
            room(
                    "fit",
                    "access",
                    "fit.prepare",
                    "fit.catalog",
                    "dataset",
                    "data",
                    "schema",
                    "job",
                    "optimize",
                    "optimize.spec",
                    "optimize.course"),
            room(
                    "predict",
                    "access",
                    "inference",
                    "optimize.course",
                    "fit.catalog",
                    "dataset",
                    "schema",
                    "job",
                    "model",
                    "data.encode",
                    "data"),
            room("wire", "fit", "fit.prepare", "fit.catalog", "dataset", "schema", "data"),
            room("picture"),
            room("web", "picture", "schema"),
            room("web.openapi", "web", "schema"),
            room("web.problem", "access", "web.openapi", "wire", "fit", "job", "schema"),
            room("web.body", "web.problem", "job", "schema"),
            room("web.page"),
            room("web.access", "access", "web.body", "web.openapi", "web.problem", "wire", "job", "schema"),
            room(
                    "web.datasets",
                    "access",
                    "web",
                    "wire",
                    "web.body",
                    "web.openapi",
                    "web.problem",
                    "tabular",
                    "dataset",
                    "schema",
                    "job",
                    "data.encode",
                    "data"),
            room(
                    "web.models",
                    "access",
                    "web",
                    "web.body",
                    "web.datasets",
                    "web.openapi",
                    "web.problem",
                    "wire",
                    "predict",
                    "evaluate",
                    "export",
                    "registry",
                    "fit",
                    "fit.prepare",
                    "job",
                    "dataset",
                    "schema",
                    "model",
                    "data.encode",
                    "data"),
            room(
                    "web.plots",
                    "access",
                    "web",
                    "web.datasets",
                    "web.models",
                    "web.openapi",
                    "web.problem",
                    "predict",
                    "fit",
                    "fit.prepare",
                    "dataset",
                    "schema",
                    "job",
                    "picture",
                    "model",
                    "data.encode",
                    "data"),
            room(
                    "web.protocols",
                    "access",
                    "wire",
                    "web.body",
                    "web.datasets",
                    "web.models",
                    "web.openapi",
                    "web.problem",
                    "predict",
                    "registry",
                    "fit.prepare",
                    "dataset",
                    "schema",
                    "model",
                    "data.encode",
                    "data"),
            room("web.catalog", "web.openapi", "web.problem", "fit.catalog", "dataset", "schema", "model"),
            room(
                    "web.fits",
                    "access",
                    "inference",
                    "web",
                    "web.body",
                    "web.datasets",
                    "web.openapi",
                    "web.problem",
                    "wire",
                    "predict",
                    "fit",
                    "fit.prepare",
                    "fit.catalog",
                    "dataset",
                    "schema",
                    "job",
                    "optimize.course",
                    "picture",
                    "model",
                    "data"));

    private static Map.Entry<String, List<String>> room(String name, String... others) {
        return Map.entry(name, List.of(others));
    }

    static Stream<Arguments> rooms() {
        return new TreeMap<>(MAY_USE).entrySet().stream().map(room -> Arguments.of(room.getKey(), room.getValue()));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomUsesOnlyThoseThatItMay(String room, List<String> others) {
        String[] allowed = Stream.concat(Stream.of(room), others.stream())
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(packageOf(room))
                .should()
                .dependOnClassesThat(resideInAPackage("io.descent..").and(not(resideInAnyPackage(allowed))))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void everyArrowThatIsDrawnIsThere(String room, List<String> others) {
        Set<String> used = CLASSES.stream()
                .filter(type -> type.getPackageName().equals(packageOf(room)))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getPackageName())
                .collect(Collectors.toSet());

        assertThat(used)
                .containsAll(others.stream().map(ArchitectureTest::packageOf).toList());
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching("io.descent.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyClassHasARoom() {
        classes()
                .that()
                .resideInAPackage("io.descent..")
                .should()
                .resideInAnyPackage(Stream.concat(
                                Stream.of("io.descent"),
                                MAY_USE.keySet().stream().map(ArchitectureTest::packageOf))
                        .toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void noRoomIsAHall() {
        Map<String, Long> types = CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(types)
                .hasSize(MAY_USE.size() + 1)
                .allSatisfy((_, count) -> assertThat(count).isLessThanOrEqualTo(MOST_TYPES));
    }

    @Test
    void theCoreIsPlainJava() {
        classes()
                .that()
                .resideInAnyPackage(
                        "io.descent.optimize..",
                        "io.descent.objective..",
                        "io.descent.model..",
                        "io.descent.data..",
                        "io.descent.kernel..",
                        "io.descent.job..",
                        "io.descent.access..",
                        "io.descent.picture..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.descent..", "java..", "javax.xml.stream..", "jdk.incubator.vector..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theServiceKnowsNoFramework() {
        classes()
                .that()
                .resideInAnyPackage("io.descent.fit..", "io.descent.dataset..", "io.descent.schema..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.descent..", "java..", "org.jspecify..", "org.apache.commons.text..")
                .check(CLASSES);
    }

    @Test
    void thePictureNamesEveryRoom() throws IOException {
        String page = Files.readString(Path.of("docs/architecture.md"));
        String picture = page.substring(page.indexOf("```text"), page.indexOf("## Where do I start"));
        Set<String> drawn = Pattern.compile("(?m)^[│ ]*[├└] ([a-z]+(?:, [a-z]+)*)")
                .matcher(picture)
                .results()
                .flatMap(line -> Stream.of(line.group(1).split(", ")))
                .collect(Collectors.toSet());

        assertThat(drawn)
                .isEqualTo(MAY_USE.keySet().stream()
                        .map(room -> room.substring(room.lastIndexOf('.') + 1))
                        .collect(Collectors.toSet()));
    }

    @Test
    void preparationKnowsNoStoreAndNoThread() {
        noClasses()
                .that()
                .resideInAPackage("io.descent.fit.prepare")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.descent.job.JobStore")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.concurrent..")
                .check(CLASSES);
    }

    private static String packageOf(String room) {
        return "io.descent." + room;
    }
}
