package io.descent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Keeps the arrows between the packages pointing one way, and the core free of frameworks. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.descent");

    @Test
    void everyArrowPointsDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("application")
                .definedBy("io.descent")
                .layer("web")
                .definedBy("io.descent.web..")
                .layer("store")
                .definedBy("io.descent.store..")
                .layer("fit")
                .definedBy("io.descent.fit..")
                .layer("job")
                .definedBy("io.descent.job..")
                .layer("optimize")
                .definedBy("io.descent.optimize..")
                .layer("objective")
                .definedBy("io.descent.objective..")
                .layer("model")
                .definedBy("io.descent.model..")
                .layer("data")
                .definedBy("io.descent.data..")
                .layer("kernel")
                .definedBy("io.descent.kernel..")
                .whereLayer("application")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("web")
                .mayOnlyBeAccessedByLayers("application")
                .whereLayer("store")
                .mayOnlyBeAccessedByLayers("application")
                .whereLayer("fit")
                .mayOnlyBeAccessedByLayers("application", "web")
                .whereLayer("job")
                .mayOnlyBeAccessedByLayers("application", "web", "store", "fit")
                .whereLayer("optimize")
                .mayOnlyBeAccessedByLayers("application", "web", "store", "fit", "job")
                .whereLayer("objective")
                .mayOnlyBeAccessedByLayers("fit", "optimize")
                .whereLayer("model")
                .mayOnlyBeAccessedByLayers("web", "store", "fit", "job", "optimize", "objective")
                .whereLayer("data")
                .mayOnlyBeAccessedByLayers("web", "fit", "optimize", "objective", "model")
                .whereLayer("kernel")
                .mayOnlyBeAccessedByLayers("application", "optimize", "objective", "model", "data")
                .check(CLASSES);
    }

    @Test
    void everyClassHasARoom() {
        classes()
                .that()
                .resideInAPackage("io.descent..")
                .should()
                .resideInAnyPackage(
                        "io.descent",
                        "io.descent.web",
                        "io.descent.store",
                        "io.descent.fit",
                        "io.descent.job",
                        "io.descent.optimize",
                        "io.descent.objective",
                        "io.descent.model",
                        "io.descent.data",
                        "io.descent.kernel")
                .check(CLASSES);
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
                        "io.descent.job..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.descent..", "java..", "jdk.incubator.vector..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theServiceKnowsNoFramework() {
        noClasses()
                .that()
                .resideInAPackage("io.descent.fit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..", "tools.jackson..", "com.fasterxml..", "java.sql..", "jakarta..")
                .check(CLASSES);
    }
}
